package io.mangaassist.cache;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@link CacheCapacity} on the command line; with {@code --redis} it measures instead of believing. */
public final class CacheCapacityCommand {

    private static final String USAGE = """
            Usage: CacheCapacityCommand --new-per-day N --average-bytes N [--ttl SECONDS] [--redis URI [--observe SECONDS]]
              --new-per-day    questions a day that are not in the cache yet
              --average-bytes  size of an answer; corrected by MEMORY USAGE of sampled entries if --redis is given
              --ttl            how long an entry lives, in seconds (1800)
              --redis          redis:// or rediss:// of one node; prints when it will be 75 % full
              --observe        how long to watch its growth, in seconds (10)
            """;

    private static final Set<String> OPTIONS =
            Set.of("--new-per-day", "--average-bytes", "--ttl", "--redis", "--observe");
    private static final double ALARM_SHARE = 0.75;
    private static final int SAMPLES = 200;
    private static final double MEGABYTE = 1 << 20;
    private static final int BAD_USAGE = 2;

    private CacheCapacityCommand() {}

    /**
     * Prints the memory needed and exits: 0, or 2 for arguments that make no sense or a Redis that does not answer.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        if (List.of(args).contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        try {
            Map<String, String> options = parse(args);
            report(options, out);
            return 0;
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.print(USAGE);
            return BAD_USAGE;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return BAD_USAGE;
        }
    }

    private static Map<String, String> parse(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!OPTIONS.contains(args[i]) || i + 1 == args.length) {
                throw new IllegalArgumentException("Not understood: " + args[i]);
            }
            options.put(args[i], args[i + 1]);
        }
        return options;
    }

    private static void report(Map<String, String> options, PrintStream out) throws InterruptedException {
        CacheCapacity plain = new CacheCapacity(
                number(options, "--new-per-day", "0"), number(options, "--average-bytes", "0"), Duration.ofMillis((long)
                        (1000 * number(options, "--ttl", "1800"))));
        print(out, "as given", plain);
        String redis = options.get("--redis");
        if (redis != null) {
            measured(redis, plain, number(options, "--observe", "10"), out);
        }
    }

    private static void measured(String redis, CacheCapacity plain, double seconds, PrintStream out)
            throws InterruptedException {
        try (RedisCapacityProbe probe = new RedisCapacityProbe(redis)) {
            List<Long> sizes = probe.sizes(SAMPLES);
            print(out, "with " + sizes.size() + " entries measured", plain.calibrated(sizes));
            PressureReading before = probe.reading();
            boolean unused = new CountDownLatch(1).await((long) (1000 * seconds), TimeUnit.MILLISECONDS);
            PressureReading after = probe.reading();
            double growth = (after.usedBytes() - before.usedBytes()) / seconds;
            out.printf(
                    Locale.ROOT, "used %.1f MB of %.1f MB", after.usedBytes() / MEGABYTE, after.maxBytes() / MEGABYTE);
            out.println(!after.isBounded() ? "; no limit is set" : "; " + when(after, growth));
        }
    }

    private static String when(PressureReading now, double growth) {
        return CacheCapacity.timeUntil(ALARM_SHARE, now.usedBytes(), now.maxBytes(), growth)
                .map(time -> time.isZero() ? "75 % is passed" : "75 % in " + time + " at the rate now observed")
                .orElse("it does not grow");
    }

    private static void print(PrintStream out, String how, CacheCapacity capacity) {
        out.printf(
                Locale.ROOT,
                "%s: %.0f live entries of %.0f bytes, %.1f MB%n",
                how,
                capacity.liveEntries(),
                capacity.bytesPerEntry(),
                capacity.bytesNeeded() / MEGABYTE);
    }

    private static double number(Map<String, String> options, String name, String otherwise) {
        String given = options.getOrDefault(name, otherwise);
        try {
            return Double.parseDouble(given);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + " must be a number, was " + given, notANumber);
        }
    }
}

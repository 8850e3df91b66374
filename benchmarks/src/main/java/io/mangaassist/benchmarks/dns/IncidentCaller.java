package io.mangaassist.benchmarks.dns;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One JVM of {@link IncidentTable}: four threads that look the host up, and four that only wake and return. Prints
 * {@code READY} after two seconds, and its row of the table when its input ends.
 */
public final class IncidentCaller {

    private static final int THREADS = 4;
    private static final long WARM_UP_MILLIS = 2_000;

    private IncidentCaller() {}

    /**
     * Runs.
     *
     * @param arguments the kind of resolver and the port of the name server
     * @throws Exception if the resolver cannot be made
     */
    public static void main(String[] arguments) throws Exception {
        IncidentLookup.Kind kind = IncidentLookup.Kind.valueOf(arguments[0]);
        IncidentLookup lookup = kind.open(Integer.parseInt(arguments[1]));
        if (lookup.lookup(IncidentServers.HOST).isEmpty()) {
            throw new IllegalStateException("The name server knows no address");
        }
        List<PacedThread> callers = start("caller-", () -> isPrivate(lookup));
        List<PacedThread> control = start("control-", () -> true);
        Thread.sleep(WARM_UP_MILLIS);
        Stream.concat(callers.stream(), control.stream()).forEach(PacedThread::measure);
        System.out.println("READY");
        while (System.in.read() >= 0) {
            // Until the script is over.
        }
        for (PacedThread thread : control) {
            thread.finish();
        }
        for (PacedThread thread : callers) {
            thread.finish();
        }
        System.out.println(row(kind.title(), callers, control));
        System.exit(0);
    }

    private static boolean isPrivate(IncidentLookup lookup) throws Exception {
        return lookup.lookup(IncidentServers.HOST).stream()
                .allMatch(address -> address.getHostAddress().startsWith(IncidentServers.PRIVATE));
    }

    private static List<PacedThread> start(String prefix, Callable<Boolean> work) {
        List<PacedThread> threads = IntStream.range(0, THREADS)
                .mapToObj(i -> new PacedThread(prefix + i, work))
                .toList();
        threads.forEach(Thread::start);
        return threads;
    }

    private static String row(String title, List<PacedThread> callers, List<PacedThread> control) {
        long[] nanos = sorted(callers);
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %.3f | %.3f | %.1f | %.3f |",
                title,
                nanos.length,
                callers.stream().mapToInt(PacedThread::failed).sum(),
                callers.stream().mapToInt(PacedThread::wrong).sum(),
                millis(nanos, 0.5),
                millis(nanos, 0.999),
                millis(nanos, 1),
                millis(sorted(control), 0.999));
    }

    private static long[] sorted(List<PacedThread> threads) {
        long[] all = threads.stream()
                .flatMapToLong(thread -> Arrays.stream(thread.sorted()))
                .toArray();
        Arrays.sort(all);
        return all;
    }

    private static double millis(long[] sorted, double quantile) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * quantile) - 1)] / 1e6;
    }
}

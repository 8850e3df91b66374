package io.mangaassist.examples;

import java.util.List;
import java.util.Locale;

/**
 * Replays the runbooks' incidents small, in seconds each, without and with the library: {@code IncidentReplay dns pool}.
 * Every number is of the run that prints it.
 */
public final class IncidentReplay {

    private IncidentReplay() {}

    /**
     * Runs the replays that are named, or all.
     *
     * @param args any of {@code dns pool routes guardrails cache}
     * @throws Exception if a simulator cannot be started
     */
    public static void main(String[] args) throws Exception {
        List<String> names = args.length == 0 ? List.of("dns", "pool", "routes", "guardrails", "cache") : List.of(args);
        for (String name : names) {
            BeforeAfter seen = replay(name);
            System.out.println(name + "\n  before: " + seen.before() + "\n  after:  " + seen.after());
        }
    }

    static BeforeAfter replay(String name) throws Exception {
        return switch (name) {
            case "dns" -> DnsReplay.run();
            case "pool" -> PoolReplay.run();
            case "routes" -> RoutesReplay.run();
            case "guardrails" -> GuardrailsReplay.run();
            case "cache" -> CacheReplay.run();
            default ->
                throw new UsageException(
                        "no incident '" + name + "'; there are dns, pool, routes, guardrails, cache", null);
        };
    }

    /**
     * What was seen.
     *
     * @param before without the library
     * @param after with it
     */
    record BeforeAfter(String before, String after) {}

    @SuppressWarnings("AnnotateFormatMethod") // only constants come here
    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

package io.mangaassist.benchmarks.guardrails;

import io.mangaassist.guardrails.GuardrailMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Answers of 300 tokens at 60 a second through each way of guarding them, in virtual time: what it adds, what it shows of a
 * violation before it stops, what it misses, what it asks of the remote guardrail. Every strategy gets the same answers and
 * a remote guardrail by the runbook's cost model. Runs in seconds: {@code java -cp benchmarks.jar
 * io.mangaassist.benchmarks.guardrails.StreamLoadRun}.
 */
public final class StreamLoadRun {

    private static final long SEED = 20261124;
    private static final int EACH = 120;

    private record Outcome(Sample sample, Shown shown) {}

    private StreamLoadRun() {}

    /** Prints the table. */
    public static void main(String[] arguments) {
        List<Sample> samples = Samples.of(SEED, EACH);
        System.out.printf("%d answers, seed %d%n", samples.size(), SEED);
        System.out.printf(
                "%-26s %9s %9s | %-35s | %-35s | %6s %6s%n",
                "",
                "first p95",
                "last p95",
                "listed: missed any/border/tail, shown",
                "remote: missed any/border/tail, shown",
                "calls",
                "units");
        strategies().forEach((name, strategy) -> row(name, strategy, samples));
    }

    private static Map<String, Strategy> strategies() {
        Map<String, Strategy> strategies = new LinkedHashMap<>();
        strategies.put("whole answer", Peers::wholeAnswer);
        strategies.put("LangChain4j 1.16.3", new LangChain4jGuardrail());
        strategies.put("runbook loop", Peers::runbookLoop);
        strategies.put("NeMo 200/50 stream first", Peers::nemoStreamFirst);
        strategies.put("NeMo 200/50 check first", Peers::nemoCheckFirst);
        strategies.put("ours SYNC", new Ours(GuardrailMode.SYNC));
        strategies.put("ours GATED", new Ours(GuardrailMode.GATED));
        strategies.put("ours ASYNC", new Ours(GuardrailMode.ASYNC));
        return strategies;
    }

    private static void row(String name, Strategy strategy, List<Sample> samples) {
        RunbookGuardrail guardrail = new RunbookGuardrail();
        List<Outcome> outcomes = new ArrayList<>();
        samples.forEach(sample -> outcomes.add(new Outcome(sample, strategy.run(sample, guardrail))));
        System.out.printf(
                Locale.ROOT,
                "%-26s %6.0f ms %6.0f ms | %-35s | %-35s | %6.2f %6.2f%n",
                name,
                p95(outcomes, o -> true, o -> o.shown().addedToFirst()) / 1e6,
                p95(
                                outcomes,
                                o -> isClean(o) && !o.shown().isTaken(),
                                o -> o.shown().addedToLast())
                        / 1e6,
                violations(outcomes, Sample.Kind.LISTED),
                violations(outcomes, Sample.Kind.REMOTE_ONLY),
                guardrail.calls() / (double) samples.size(),
                guardrail.textUnits() / (double) samples.size());
        long falseStops =
                outcomes.stream().filter(o -> isClean(o) && o.shown().isTaken()).count();
        if (falseStops > 0) {
            System.out.printf("%-26s %d clean answers were stopped%n", "", falseStops);
        }
        if (strategy instanceof Ours) {
            ours(outcomes, guardrail);
        }
    }

    private static void ours(List<Outcome> outcomes, RunbookGuardrail guardrail) {
        System.out.printf(
                Locale.ROOT,
                "%-26s computing to the first token p95 %.3f ms; shown after a violation only the remote tier knew: at most"
                        + " %.0f estimated tokens, bound 150 + %.0f%n",
                "",
                p95(outcomes, o -> true, o -> o.shown().computingNanos()) / 1e6,
                outcomes.stream().mapToDouble(StreamLoadRun::after).max().orElse(0),
                guardrail.slowestNanos() / (double) Shown.TOKEN_NANOS);
    }

    /** How much was shown after a violation of which only the remote tier knew was complete. */
    private static double after(Outcome outcome) {
        Sample sample = outcome.sample();
        return sample.kind() == Sample.Kind.REMOTE_ONLY && outcome.shown().characters() > sample.to()
                ? Estimates.tokens(
                        sample.text().substring(sample.to(), outcome.shown().characters()))
                : 0;
    }

    private static String violations(List<Outcome> outcomes, Sample.Kind kind) {
        List<Outcome> those =
                outcomes.stream().filter(o -> o.sample().kind() == kind).toList();
        double mean = those.stream()
                .mapToInt(o -> o.sample().unsafe(o.shown().characters()))
                .average()
                .orElse(0);
        int most = those.stream()
                .mapToInt(o -> o.sample().unsafe(o.shown().characters()))
                .max()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "%3.0f/%3.0f/%3.0f %%, mean %4.1f max %3d",
                missed(those, Sample.Place.ANYWHERE),
                missed(those, Sample.Place.BORDER),
                missed(those, Sample.Place.TAIL),
                mean,
                most);
    }

    private static double missed(List<Outcome> outcomes, Sample.Place place) {
        List<Outcome> those =
                outcomes.stream().filter(o -> o.sample().place() == place).toList();
        return 100.0 * those.stream().filter(o -> !o.shown().isTaken()).count() / those.size();
    }

    private static boolean isClean(Outcome outcome) {
        return outcome.sample().kind() == Sample.Kind.CLEAN;
    }

    private static double p95(
            List<Outcome> outcomes, Predicate<Outcome> which, java.util.function.ToLongFunction<Outcome> figure) {
        long[] sorted =
                outcomes.stream().filter(which).mapToLong(figure).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(sorted.length * 0.95) - 1];
    }
}

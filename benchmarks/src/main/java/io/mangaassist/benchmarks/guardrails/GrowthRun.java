package io.mangaassist.benchmarks.guardrails;

import io.mangaassist.guardrails.Growth;
import io.mangaassist.guardrails.GuardPolicy;
import io.mangaassist.guardrails.PolicyBenchmark;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * How the steps of 1,000 literals and 50 patterns grow up to 100,000 characters of text made of their own near misses:
 * counted, so the same on every machine. {@code java -cp benchmarks.jar io.mangaassist.benchmarks.guardrails.GrowthRun}.
 */
public final class GrowthRun {

    private GrowthRun() {}

    /** Prints the steepest rule and the whole policy. */
    public static void main(String[] arguments) {
        GuardPolicy policy = GuardPolicy.parse("many.json", ManyRules.policy(1000, 50));
        List<Growth> growth = PolicyBenchmark.run(policy, Duration.ofMillis(50)).growth();
        System.out.println(growth.stream()
                .max(Comparator.comparingDouble(Growth::exponent))
                .orElseThrow());
        System.out.println(growth.get(growth.size() - 1));
    }
}

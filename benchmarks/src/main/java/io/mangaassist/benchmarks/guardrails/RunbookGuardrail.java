package io.mangaassist.benchmarks.guardrails;

import java.util.List;
import java.util.Random;

/**
 * A remote guardrail by the runbook's figures: 12 filters one after another, each 10 ms on up to 100 tokens and 40 ms
 * from 500 on, in proportion between, and a lognormal jitter of 5 ms in the mean. Knows every violation of the samples
 * that it sees whole. Counts what it is asked.
 */
final class RunbookGuardrail {

    private static final int FILTERS = 12;
    private static final double JITTER_MU = Math.log(5) - 0.5 * 0.47;

    private final Random random = new Random(11);
    private int calls;
    private int textUnits;
    private long slowestNanos;

    /** What one evaluation of this text takes. */
    long nanos(String text) {
        calls++;
        textUnits += (text.length() + 999) / 1000;
        double share = (Samples.tokens(text).size() - 100) / 400.0;
        double millis = FILTERS * (10 + 30 * Math.max(0, Math.min(1, share)))
                + Math.exp(JITTER_MU + Math.sqrt(0.47) * random.nextGaussian());
        long nanos = (long) (millis * 1e6);
        slowestNanos = Math.max(slowestNanos, nanos);
        return nanos;
    }

    boolean violates(String text) {
        return contains(text, Samples.LISTED) || contains(text, Samples.REMOTE_ONLY);
    }

    int calls() {
        return calls;
    }

    int textUnits() {
        return textUnits;
    }

    long slowestNanos() {
        return slowestNanos;
    }

    private static boolean contains(String text, List<String> violations) {
        return violations.stream().anyMatch(text::contains);
    }
}

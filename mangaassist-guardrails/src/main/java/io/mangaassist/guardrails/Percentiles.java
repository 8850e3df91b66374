package io.mangaassist.guardrails;

import java.time.Duration;
import java.util.List;

/** Percentiles of times. */
final class Percentiles {

    private Percentiles() {}

    /** The smallest time that so many percent do not exceed; zero of none. */
    static Duration of(List<Long> nanos, int percent) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }
}

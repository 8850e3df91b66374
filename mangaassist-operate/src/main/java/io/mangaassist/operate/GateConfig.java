package io.mangaassist.operate;

import io.mangaassist.core.Checks;
import io.mangaassist.core.Segment;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The settings of a {@link LatencyGate}, checked. */
record GateConfig(
        Duration threshold,
        double confidence,
        Set<Segment> mandatory,
        Set<Segment> advisory,
        Optional<LikeHours> likeHours,
        long seed) {

    GateConfig {
        Checks.positive("threshold", threshold);
        Checks.check(confidence > 0.5 && confidence < 1, "confidence", "between 0.5 and 1", confidence);
        mandatory = Set.copyOf(mandatory);
        advisory = Set.copyOf(advisory);
        Set<Segment> both = new HashSet<>(mandatory);
        both.retainAll(advisory);
        Checks.check(both.isEmpty(), "advisory", "without mandatory segments", both);
        likeHours.ifPresent(like -> Checks.check(
                like.hoursApart() >= 0 && like.hoursApart() <= 12,
                "hoursApart",
                "between 0 and 12",
                like.hoursApart()));
    }

    double thresholdMillis() {
        return threshold.toNanos() / 1e6;
    }

    /** What was named decides. Without names all that the baseline knows decides, but what is advisory. */
    boolean decides(Segment segment) {
        return mandatory.isEmpty() ? !advisory.contains(segment) : mandatory.contains(segment);
    }
}

package io.mangaassist.operate;

import io.mangaassist.core.Segment;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges a change by the medians of the segments before and after it: a p50 that rose by 10 ms or more fails, and the
 * pipeline rolls back.
 *
 * <pre>{@code
 * GateReport report = LatencyGate.builder().build().judge(LatencyFile.read(before), LatencyFile.read(after));
 * System.exit(report.verdict().exitCode());
 * }</pre>
 *
 * <p>A segment fails if its median rose by the threshold and a bootstrap, corrected for the number of segments (Holm), is
 * sure that it rose. Below the number of samples that the spread demands nothing is judged. Windows are compared with
 * windows of like hours only. Immutable and thread-safe; nothing blocks; the same input and seed give the same report.
 */
public final class LatencyGate {

    private final GateConfig config;

    private LatencyGate(GateConfig config) {
        this.config = config;
    }

    /**
     * Returns a builder.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Compares.
     *
     * @param before windows before the change, of one or several tasks
     * @param after windows after it
     * @return the report; without windows of like hours on both sides it cannot judge
     */
    public GateReport judge(Collection<LatencySnapshot> before, Collection<LatencySnapshot> after) {
        List<String> notes = new ArrayList<>();
        List<LatencySnapshot> allBefore = LatencySnapshot.sorted(before);
        List<LatencySnapshot> allAfter = LatencySnapshot.sorted(after);
        List<LatencySnapshot> comparable =
                config.likeHours().map(like -> like.choose(allBefore, allAfter)).orElse(allBefore);
        List<LatencySnapshot> compared =
                config.likeHours().map(like -> like.choose(allAfter, allBefore)).orElse(allAfter);
        if (comparable.isEmpty() || compared.isEmpty()) {
            return new GateReport(
                    GateVerdict.CANNOT_JUDGE,
                    List.of(),
                    List.of("There are no windows of like hours: " + allBefore.size() + " before and " + allAfter.size()
                            + " after, none of them comparable."));
        }
        int left = allBefore.size() + allAfter.size() - comparable.size() - compared.size();
        if (left > 0) {
            notes.add(left + " windows were left out: they have no like hours on the other side.");
        }
        List<GateSegment> segments =
                new GateRun(config, LatencySnapshot.join(comparable), LatencySnapshot.join(compared)).judge();
        return new GateReport(verdict(segments), segments, notes);
    }

    private static GateVerdict verdict(List<GateSegment> segments) {
        List<GateVerdict> deciding = segments.stream()
                .filter(GateSegment::mandatory)
                .map(GateSegment::verdict)
                .toList();
        if (deciding.contains(GateVerdict.FAIL)) {
            return GateVerdict.FAIL;
        }
        boolean doubt = deciding.isEmpty() || deciding.contains(GateVerdict.CANNOT_JUDGE);
        return doubt ? GateVerdict.CANNOT_JUDGE : GateVerdict.PASS;
    }

    @Override
    public String toString() {
        return "LatencyGate" + config;
    }

    /** Settings of a {@link LatencyGate}. Not thread-safe. */
    public static final class Builder {

        private final Set<Segment> mandatory = new HashSet<>();
        private final Set<Segment> advisory = new HashSet<>();
        private Duration threshold = Duration.ofMillis(10);
        private double confidence = 0.95;
        private Optional<Integer> hoursApart = Optional.of(1);
        private ZoneId zone = ZoneOffset.UTC;
        private long seed = 1;

        private Builder() {}

        /**
         * Sets the rise of a median that fails, 10 ms unless set: the runbooks' trigger for a rollback.
         *
         * @param rise greater than zero
         * @return this builder
         */
        public Builder threshold(Duration rise) {
            this.threshold = rise;
            return this;
        }

        /**
         * Sets how sure the rise must be, 0.95 unless set.
         *
         * @param share between 0.5 and 1
         * @return this builder
         */
        public Builder confidence(double share) {
            this.confidence = share;
            return this;
        }

        /**
         * Names the segments that decide; all others are advisory. Without it all that the baseline knows decide.
         *
         * @param segments must be there before and after
         * @return this builder
         */
        public Builder mandatory(Segment... segments) {
            mandatory.addAll(List.of(segments));
            return this;
        }

        /**
         * Names segments that are judged and do not decide.
         *
         * @param segments none of the mandatory ones
         * @return this builder
         */
        public Builder advisory(Segment... segments) {
            advisory.addAll(List.of(segments));
            return this;
        }

        /**
         * Sets how many hours of the day two windows may lie apart, 1 unless set.
         *
         * @param hours from 0 to 12
         * @return this builder
         */
        public Builder hoursApart(int hours) {
            this.hoursApart = Optional.of(hours);
            return this;
        }

        /**
         * Compares all windows, whatever their hours: for a load test, whose traffic does not follow the clock.
         *
         * @return this builder
         */
        public Builder anyHour() {
            this.hoursApart = Optional.empty();
            return this;
        }

        /**
         * Sets where the weekend is looked up, UTC unless set.
         *
         * @param newZone the customers' zone
         * @return this builder
         */
        public Builder zone(ZoneId newZone) {
            this.zone = newZone;
            return this;
        }

        /**
         * Sets the seed of the bootstrap, 1 unless set.
         *
         * @param newSeed any
         * @return this builder
         */
        public Builder seed(long newSeed) {
            this.seed = newSeed;
            return this;
        }

        /**
         * Makes the gate.
         *
         * @return holds nothing that must be closed
         */
        public LatencyGate build() {
            return new LatencyGate(new GateConfig(
                    threshold,
                    confidence,
                    mandatory,
                    advisory,
                    hoursApart.map(hours -> new LikeHours(hours, zone)),
                    seed));
        }
    }
}

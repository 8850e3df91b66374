package io.mangaassist.operate;

import io.mangaassist.core.Segment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The runbooks' decision tree for latency, executed: from snapshots of the segments and what else is known to what to do.
 *
 * <pre>{@code
 * TriageReport report = LatencyTriage.builder()
 *         .baseline(LatencySnapshot.join(LatencyFile.read(lastWeek)))
 *         .build()
 *         .examine(LatencyFile.read(now), TriageFacts.none().with(Fact.REDIS_MEMORY, 92));
 * System.out.println(report.toText());
 * }</pre>
 *
 * <p>Segments are followed in the order of their excess over the baseline, or over their share of the budget where there
 * is no baseline. Snapshots of several tasks are joined; where some availability zones alone show an excess, the finding
 * says so. A fact that is missing ends the way and is named, with where to measure it. The tree is drawn in
 * {@code docs/triage.md}. Immutable and thread-safe; nothing blocks.
 */
public final class LatencyTriage {

    private final TriageConfig config;
    private final TriageSuspects suspects;

    private LatencyTriage(TriageConfig config) {
        this.config = config;
        this.suspects = new TriageSuspects(config);
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
     * Examines the present.
     *
     * @param tasks snapshots of tasks, at least one
     * @param facts what else is known
     * @return the report
     */
    public TriageReport examine(Collection<LatencySnapshot> tasks, TriageFacts facts) {
        return examine(tasks, facts, Set.of());
    }

    /**
     * Examines the present, beginning with the segments that a gate or a trend has named.
     *
     * @param tasks snapshots of tasks, at least one
     * @param facts what else is known
     * @param named as of {@link GateReport#failed()} or {@link TrendReport#drifting()}
     * @return the report
     */
    public TriageReport examine(Collection<LatencySnapshot> tasks, TriageFacts facts, Collection<Segment> named) {
        LatencySnapshot all = LatencySnapshot.join(tasks);
        Map<String, LatencySnapshot> zones = zones(tasks);
        Map<Segment, TriageSuspect> found = found(all, zones);
        List<TriageFinding> findings = new ArrayList<>();
        for (Segment segment : order(found, named)) {
            List<String> only = onlyIn(segment, zones);
            LatencySnapshot where = only.isEmpty() ? all : join(zones, only);
            TriageSuspect suspect = found.get(segment);
            List<TriageEvidence> first = suspect == null ? List.of() : List.of(suspect.evidence());
            findings.add(new TriageWalk(where, facts).down(TriageBranch.of(segment), segment.name(), first, only));
        }
        Optional<TriageSuspect> total = suspects.total(all);
        if (findings.isEmpty() && total.isPresent()) {
            List<TriageEvidence> first = List.of(total.get().evidence());
            findings.add(new TriageWalk(all, facts).down(TriageBranch.REST, "total", first, List.of()));
        }
        return new TriageReport(verdict(findings, all), findings, TriageNotes.of(all, config, suspects));
    }

    private TriageReport.Verdict verdict(List<TriageFinding> findings, LatencySnapshot all) {
        if (!findings.isEmpty()) {
            return TriageReport.Verdict.FOUND;
        }
        return suspects.isJudged(all, Segment.REQUEST) ? TriageReport.Verdict.CLEAR : TriageReport.Verdict.CANNOT_JUDGE;
    }

    /** What is excessive over all tasks or in any zone: a zone with a sixth of the traffic hides in the whole. */
    private Map<Segment, TriageSuspect> found(LatencySnapshot all, Map<String, LatencySnapshot> zones) {
        Map<Segment, TriageSuspect> found = new LinkedHashMap<>();
        List<LatencySnapshot> views = new ArrayList<>(zones.values());
        views.add(all);
        views.forEach(view -> suspects.of(view)
                .forEach(suspect -> found.merge(
                        suspect.segment(), suspect, (one, other) -> one.excess() >= other.excess() ? one : other)));
        if (found.containsKey(Segment.BEDROCK_INVOKE)) {
            found.remove(Segment.DNS_RESOLUTION);
        }
        return found;
    }

    private static Set<Segment> order(Map<Segment, TriageSuspect> found, Collection<Segment> named) {
        Set<Segment> order = new LinkedHashSet<>(named);
        order.remove(Segment.REQUEST);
        found.values().stream()
                .sorted(Comparator.comparingDouble(TriageSuspect::excess).reversed())
                .forEach(suspect -> order.add(suspect.segment()));
        return order;
    }

    private static Map<String, LatencySnapshot> zones(Collection<LatencySnapshot> tasks) {
        Map<String, List<LatencySnapshot>> byZone = tasks.stream()
                .filter(task -> !Set.of("unknown", "several").contains(task.availabilityZone()))
                .collect(Collectors.groupingBy(LatencySnapshot::availabilityZone, TreeMap::new, Collectors.toList()));
        Map<String, LatencySnapshot> zones = new TreeMap<>();
        byZone.forEach((zone, ofZone) -> zones.put(zone, LatencySnapshot.join(ofZone)));
        return zones;
    }

    /** Returns the zones that show the excess if there are others that were judged and do not. */
    private List<String> onlyIn(Segment segment, Map<String, LatencySnapshot> zones) {
        List<String> judged = zones.keySet().stream()
                .filter(zone -> suspects.isJudged(zones.get(zone), segment))
                .toList();
        List<String> showing =
                judged.stream().filter(zone -> shows(zones.get(zone), segment)).toList();
        return showing.size() < judged.size() ? showing : List.of();
    }

    private boolean shows(@Nullable LatencySnapshot zone, Segment segment) {
        return zone != null
                && suspects.of(zone).stream().anyMatch(each -> each.segment().equals(segment));
    }

    private static LatencySnapshot join(Map<String, LatencySnapshot> zones, List<String> only) {
        return LatencySnapshot.join(zones.entrySet().stream()
                .filter(each -> only.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .toList());
    }

    @Override
    public String toString() {
        return "LatencyTriage{baseline=" + config.baseline() + ", minimumSamples=" + config.minimumSamples() + "}";
    }

    /** Settings of a {@link LatencyTriage}. Not thread-safe. */
    public static final class Builder {

        /** What CloudWatch asks for before it calls a p95 sufficient: 10 / (1 - 0.95). */
        private static final int SAMPLES = 200;

        private @Nullable LatencySnapshot baseline;
        private LatencyBudget budget = LatencyBudget.runbook();
        private int minimumSamples = SAMPLES;

        private Builder() {}

        /**
         * Sets what is normal; without it segments are held against their share of the budget.
         *
         * @param normal from before, best of like hours
         * @return this builder
         */
        public Builder baseline(LatencySnapshot normal) {
            this.baseline = normal;
            return this;
        }

        /**
         * Sets the promise and its shares, the runbooks' unless set.
         *
         * @param newBudget the budget
         * @return this builder
         */
        public Builder budget(LatencyBudget newBudget) {
            this.budget = newBudget;
            return this;
        }

        /**
         * Sets how many samples a segment must have to be judged, 200 unless set.
         *
         * @param samples greater than zero
         * @return this builder
         */
        public Builder minimumSamples(int samples) {
            this.minimumSamples = samples;
            return this;
        }

        /**
         * Makes the triage.
         *
         * @return holds nothing that must be closed
         */
        public LatencyTriage build() {
            return new LatencyTriage(new TriageConfig(baseline, budget, minimumSamples));
        }
    }
}

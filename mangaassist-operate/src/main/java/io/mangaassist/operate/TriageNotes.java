package io.mangaassist.operate;

import io.mangaassist.core.Segment;
import java.util.ArrayList;
import java.util.List;

/** Says which segments could not be judged, why, and what would help. */
final class TriageNotes {

    private TriageNotes() {}

    static List<String> of(LatencySnapshot snapshot, TriageConfig config, TriageSuspects suspects) {
        List<String> notes = new ArrayList<>();
        if (!snapshot.segments().contains(Segment.REQUEST)) {
            notes.add("The segment request is missing: time whole requests to know whether the total is high.");
        }
        for (Segment segment : snapshot.segments()) {
            if (!suspects.isJudged(snapshot, segment)) {
                notes.add(segment + " cannot be judged: " + reason(snapshot, segment, config));
            } else if (hasNoReference(segment, config, suspects)) {
                notes.add(segment + " has neither a baseline nor a share of the budget to be held against.");
            }
        }
        return notes;
    }

    private static String reason(LatencySnapshot snapshot, Segment segment, TriageConfig config) {
        if (snapshot.count(segment) > 0 && snapshot.millis(segment, 95).isEmpty()) {
            return "there is no histogram and no p95; add a LatencyRecorder to the registry.";
        }
        return "it has " + snapshot.count(segment) + " samples, a p95 needs " + config.minimumSamples() + ".";
    }

    private static boolean hasNoReference(Segment segment, TriageConfig config, TriageSuspects suspects) {
        boolean whole = segment.equals(Segment.REQUEST)
                || segment.equals(Segment.REQUEST_STREAM)
                || segment.equals(Segment.BEDROCK_STREAM);
        return !whole
                && !suspects.isJudged(config.baseline(), segment)
                && config.budget().share(segment).isEmpty();
    }
}

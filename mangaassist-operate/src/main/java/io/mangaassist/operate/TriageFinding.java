package io.mangaassist.operate;

import java.util.List;
import java.util.Optional;

/**
 * One way through the decision tree.
 *
 * @param entry the segment that was followed, or {@code total}
 * @param leaf where the way ended; nothing if a fact was missing
 * @param onlyIn the availability zones that alone show it; empty if all do, or zones are not known
 * @param path the questions asked, with their answers
 * @param evidence the numbers behind the answers
 * @param missing the facts that would have led on or would confirm it
 */
public record TriageFinding(
        String entry,
        Optional<TriageLeaf> leaf,
        List<String> onlyIn,
        List<String> path,
        List<TriageEvidence> evidence,
        List<Fact> missing) {

    /** Copies the lists. */
    public TriageFinding {
        onlyIn = List.copyOf(onlyIn);
        path = List.copyOf(path);
        evidence = List.copyOf(evidence);
        missing = List.copyOf(missing);
    }
}

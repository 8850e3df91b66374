package io.mangaassist.operate;

import org.jspecify.annotations.Nullable;

/**
 * One thing that led to a finding.
 *
 * @param what what was looked at, as in {@code network-transit p95}
 * @param measured what it was
 * @param compared what it was held against, null if against nothing
 * @param unit of both; empty if they are 1 for yes and 0 for no
 */
public record TriageEvidence(
        String what, double measured, @Nullable Double compared, String unit) {

    /** Returns the evidence as one phrase. */
    @Override
    public String toString() {
        if (unit.isEmpty()) {
            return what + ": " + (measured > 0 ? "yes" : "no");
        }
        String text = what + " " + Numbers.text(measured) + " " + unit;
        return compared == null ? text : text + " (against " + Numbers.text(compared) + " " + unit + ")";
    }
}

package io.mangaassist.operate;

import io.mangaassist.core.Segment;

/**
 * What a gate says of one segment. Milliseconds; numbers that could not be worked out are NaN.
 *
 * @param segment the segment
 * @param verdict of this segment alone
 * @param mandatory whether it decides
 * @param beforeCount samples before
 * @param afterCount samples after
 * @param needed samples that the spread demands on each side; 0 if there is no histogram
 * @param before p50 before
 * @param after p50 after
 * @param low lower end of the 95 % interval of the change
 * @param high upper end
 * @param confidence that it rose at all, corrected for the number of segments tested
 * @param reason in words
 */
public record GateSegment(
        Segment segment,
        GateVerdict verdict,
        boolean mandatory,
        long beforeCount,
        long afterCount,
        long needed,
        double before,
        double after,
        double low,
        double high,
        double confidence,
        String reason) {

    /**
     * Returns by how much the median rose.
     *
     * @return milliseconds, negative if it fell
     */
    public double change() {
        return after - before;
    }
}

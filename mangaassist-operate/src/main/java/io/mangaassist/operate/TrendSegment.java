package io.mangaassist.operate;

import io.mangaassist.core.Segment;

/**
 * What a trend test says of one segment, after weekday and traffic were taken out. Milliseconds; NaN where there were too
 * few days.
 *
 * @param segment the segment
 * @param verdict of this segment alone
 * @param days days with samples enough
 * @param first where the robust line begins
 * @param last where it ends
 * @param perDay its slope
 * @param confidence that there is a trend, corrected for the number of segments tested
 * @param byTraffic how much more the growth of traffic explains, which was taken out
 */
public record TrendSegment(
        Segment segment,
        TrendVerdict verdict,
        int days,
        double first,
        double last,
        double perDay,
        double confidence,
        double byTraffic) {}

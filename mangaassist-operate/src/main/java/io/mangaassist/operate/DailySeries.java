package io.mangaassist.operate;

import io.mangaassist.core.Segment;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One segment day by day: a percentile of all samples of a day (not a mean of percentiles) and the traffic of that day.
 *
 * @param days days since 1970, rising
 * @param weekdays 0 for Monday to 6 for Sunday
 * @param values milliseconds
 * @param traffic requests
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and too many numbers to box
record DailySeries(double[] days, int[] weekdays, double[] values, double[] traffic) {

    /** Joins the windows of each day. */
    static Map<LocalDate, LatencySnapshot> days(Collection<LatencySnapshot> windows, ZoneId zone) {
        Map<LocalDate, LatencySnapshot> days = new TreeMap<>();
        for (LatencySnapshot window : windows) {
            Duration half = Duration.between(window.from(), window.to()).dividedBy(2);
            LocalDate day = window.from().plus(half).atZone(zone).toLocalDate();
            days.merge(day, window, (one, other) -> LatencySnapshot.join(List.of(one, other)));
        }
        return days;
    }

    /** Takes the days on which the segment has samples enough. */
    static DailySeries of(Map<LocalDate, LatencySnapshot> days, Segment segment, TrendConfig config) {
        Map<LocalDate, LatencySnapshot> usable = new TreeMap<>(days);
        usable.values().removeIf(day -> isThin(day, segment, config));
        double[] numbers = new double[usable.size()];
        int[] weekdays = new int[usable.size()];
        double[] values = new double[usable.size()];
        double[] traffic = new double[usable.size()];
        int i = 0;
        for (Map.Entry<LocalDate, LatencySnapshot> each : usable.entrySet()) {
            LatencySnapshot day = each.getValue();
            numbers[i] = (double) each.getKey().toEpochDay();
            weekdays[i] = each.getKey().getDayOfWeek().getValue() - 1;
            values[i] = day.millis(segment, config.percentile()).orElse(0);
            long requests = day.count(Segment.REQUEST);
            traffic[i++] = (double) (requests > 0 ? requests : day.count(segment));
        }
        return new DailySeries(numbers, weekdays, values, traffic);
    }

    private static boolean isThin(LatencySnapshot day, Segment segment, TrendConfig config) {
        OptionalDouble value = day.millis(segment, config.percentile());
        return value.isEmpty() || day.count(segment) < config.minimumSamples();
    }

    int size() {
        return days.length;
    }
}

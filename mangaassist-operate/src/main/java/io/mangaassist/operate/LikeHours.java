package io.mangaassist.operate;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Chooses windows that may be compared: on both sides of the weekend, and of nearly the same hour of the day. A window of
 * half a day or more stands for its day.
 */
record LikeHours(int hoursApart, ZoneId zone) {

    private static final Duration DAY_LIKE = Duration.ofHours(12);

    /** Returns those of {@code windows} that are like at least one of {@code others}. */
    List<LatencySnapshot> choose(List<LatencySnapshot> windows, List<LatencySnapshot> others) {
        return windows.stream()
                .filter(window -> others.stream().anyMatch(other -> alike(window, other)))
                .toList();
    }

    private boolean alike(LatencySnapshot one, LatencySnapshot other) {
        ZonedDateTime middle = middle(one);
        ZonedDateTime otherMiddle = middle(other);
        if (isWeekend(middle) != isWeekend(otherMiddle)) {
            return false;
        }
        int apart = Math.abs(middle.getHour() - otherMiddle.getHour());
        return dayLike(one) || dayLike(other) || Math.min(apart, 24 - apart) <= hoursApart;
    }

    private static boolean dayLike(LatencySnapshot window) {
        return Duration.between(window.from(), window.to()).compareTo(DAY_LIKE) >= 0;
    }

    private ZonedDateTime middle(LatencySnapshot window) {
        Duration half = Duration.between(window.from(), window.to()).dividedBy(2);
        Instant middle = window.from().plus(half);
        return middle.atZone(zone);
    }

    private static boolean isWeekend(ZonedDateTime time) {
        return time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}

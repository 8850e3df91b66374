package io.mangaassist.cache;

import io.mangaassist.core.Checks;
import java.time.Duration;

/** The settings of a pressure watch, checked once. */
record PressureConfig(
        double elevated, double high, double critical, double evictionsPerMinute, Duration every, Duration floorTtl) {

    PressureConfig {
        Checks.check(elevated > 0 && elevated < high, "elevated", "> 0 and < high (" + high + ")", elevated);
        Checks.check(high < critical, "high", "< critical (" + critical + ")", high);
        Checks.check(critical <= 1, "critical", "<= 1", critical);
        Checks.positive("evictionsPerMinute", evictionsPerMinute);
        Checks.positive("every", every);
        Checks.positive("floorTtl", floorTtl);
    }

    /** Returns how long a value may live at a share of memory: shorter by tenths of the way to the floor. */
    Duration ttl(PressureState state, double share, Duration wanted) {
        if (state.compareTo(PressureState.ELEVATED) < 0 || wanted.compareTo(floorTtl) <= 0) {
            return wanted;
        }
        if (state.compareTo(PressureState.HIGH) >= 0) {
            return floorTtl;
        }
        double way = Math.min(1, Math.max(0, (share - elevated) / (high - elevated)));
        double tenths = Math.round(way * 10) / 10.0;
        long cut = Math.round((wanted.toMillis() - floorTtl.toMillis()) * tenths);
        return Duration.ofMillis(wanted.toMillis() - cut);
    }
}

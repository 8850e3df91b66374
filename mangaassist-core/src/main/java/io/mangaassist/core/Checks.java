package io.mangaassist.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Argument checks whose message gives the setting, the rule and the value. */
@Internal
public final class Checks {

    private Checks() {}

    /** Throws {@code IllegalArgumentException("<setting> must be <rule>, was <value>")} unless {@code ok}. */
    public static void check(boolean ok, String setting, String rule, @Nullable Object value) {
        if (!ok) {
            throw new IllegalArgumentException(setting + " must be " + rule + ", was " + value);
        }
    }

    /** Returns {@code value} if it is longer than nothing. */
    public static Duration positive(String setting, Duration value) {
        check(value.compareTo(Duration.ZERO) > 0, setting, "> 0", value);
        return value;
    }

    /** Returns {@code value} if it is greater than zero. */
    public static int positive(String setting, int value) {
        check(value > 0, setting, "> 0", value);
        return value;
    }

    /** Returns {@code value} if it is greater than zero. */
    public static long positive(String setting, long value) {
        check(value > 0, setting, "> 0", value);
        return value;
    }

    /** Returns {@code value} if it is a number greater than zero. */
    public static double positive(String setting, double value) {
        check(value > 0 && value < Double.POSITIVE_INFINITY, setting, "> 0 and finite", value);
        return value;
    }

    /** Returns {@code value} if it holds more than white space. */
    public static String notBlank(String setting, String value) {
        check(!value.isBlank(), setting, "not blank", "'" + value + "'");
        return value;
    }
}

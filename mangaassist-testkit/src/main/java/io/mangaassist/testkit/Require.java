package io.mangaassist.testkit;

import java.time.Duration;

/** Checks of settings whose message gives the setting, the rule and the value. */
final class Require {
    private Require() {}

    static void that(boolean ok, String setting, String rule, Object value) {
        if (!ok) {
            throw new IllegalArgumentException(setting + " must be " + rule + ", was " + value);
        }
    }

    static int atLeast(int min, String setting, int value) {
        that(value >= min, setting, ">= " + min, value);
        return value;
    }

    static Duration notNegative(String setting, Duration value) {
        that(!value.isNegative(), setting, ">= 0", value);
        return value;
    }

    static double probability(String setting, double value) {
        that(value >= 0 && value <= 1, setting, "from 0 to 1", value);
        return value;
    }

    static int port(int value) {
        that(value >= 0 && value <= 65_535, "port", "from 0 to 65535", value);
        return value;
    }

    static String notBlank(String setting, String value) {
        that(!value.isBlank(), setting, "not blank", "\"" + value + "\"");
        return value;
    }
}

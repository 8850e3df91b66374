package io.mangaassist.core;

import java.time.Duration;
import java.util.function.Function;

/** Reads a setting's text and holds it within bounds. Throws {@code IllegalArgumentException} for what is neither. */
record SettingType<T extends Comparable<? super T>>(T min, T max, Function<String, T> reader) {

    static SettingType<Integer> ints(int min, int max) {
        return new SettingType<>(min, max, Integer::valueOf);
    }

    static SettingType<Double> doubles(double min, double max) {
        return new SettingType<>(min, max, Double::valueOf);
    }

    static SettingType<Duration> seconds(Duration min, Duration max) {
        return new SettingType<>(min, max, text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    T parse(String name, String text) {
        T value;
        try {
            value = reader.apply(text.strip());
        } catch (ArithmeticException | NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + " must be a number", notANumber);
        }
        return bounded(name, value);
    }

    T bounded(String name, T value) {
        boolean within = value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
        Checks.check(within, name, "between " + min + " and " + max, value);
        return value;
    }
}

package io.mangaassist.core;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The live settings of an application and where their values come from: set in code, else a system property, else an
 * environment variable, else Parameter Store ({@link SsmSettings}), else the default. A setting
 * {@code bedrock-pool-size} reads the system property {@code mangaassist.bedrock-pool-size} and the variable
 * {@code MANGAASSIST_BEDROCK_POOL_SIZE}.
 *
 * <pre>{@code
 * LiveSettings settings = LiveSettings.builder().meterRegistry(registry).build();
 * LiveSetting<Integer> poolSize = settings.intSetting("bedrock-pool-size", 1, 1_000, 196);
 * }</pre>
 *
 * <p>A value that is no number or out of bounds is refused: counted, logged once by its name, and the last good one
 * stays. Thread-safe. Properties and variables are read when a setting is made and at {@link #refresh()}; nothing here
 * starts a thread.
 */
public final class LiveSettings implements AutoCloseable {

    private final String propertyPrefix;
    private final UnaryOperator<@Nullable String> environment;
    private final SettingMeters meters;
    private final Map<String, BoundSetting<?>> settings = new ConcurrentHashMap<>();

    LiveSettings(String propertyPrefix, UnaryOperator<@Nullable String> environment, SettingMeters meters) {
        this.propertyPrefix = propertyPrefix;
        this.environment = environment;
        this.meters = meters;
    }

    /**
     * Returns a builder.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a whole number.
     *
     * @param name the name without prefix; asked for twice, the first bounds and default hold
     * @param min the smallest value that is accepted
     * @param max the greatest value that is accepted
     * @param defaultValue the value when no source says anything
     * @return the setting
     */
    public LiveSetting<Integer> intSetting(String name, int min, int max, int defaultValue) {
        return setting(name, SettingType.ints(min, max), defaultValue);
    }

    /**
     * Returns a number.
     *
     * @param name the name without prefix; asked for twice, the first bounds and default hold
     * @param min the smallest value that is accepted
     * @param max the greatest value that is accepted
     * @param defaultValue the value when no source says anything
     * @return the setting
     */
    public LiveSetting<Double> doubleSetting(String name, double min, double max, double defaultValue) {
        return setting(name, SettingType.doubles(min, max), defaultValue);
    }

    /**
     * Returns a time that is written in whole seconds.
     *
     * @param name the name without prefix; asked for twice, the first bounds and default hold
     * @param min the shortest time that is accepted
     * @param max the longest time that is accepted
     * @param defaultValue the value when no source says anything
     * @return the setting
     */
    public LiveSetting<Duration> secondsSetting(String name, Duration min, Duration max, Duration defaultValue) {
        return setting(name, SettingType.seconds(min, max), defaultValue);
    }

    @SuppressWarnings("unchecked")
    private <T extends Comparable<? super T>> LiveSetting<T> setting(String name, SettingType<T> type, T defaultValue) {
        BoundSetting<?> known = settings.computeIfAbsent(name, unused -> {
            BoundSetting<T> added = BoundSetting.create(name, type, defaultValue, meters);
            read(name, added);
            return added;
        });
        Checks.check(
                known.type().min().getClass() == type.min().getClass(), name, "asked for as one type only", "another");
        return (LiveSetting<T>) known.setting();
    }

    /**
     * Sets a value in code, stronger than every other source.
     *
     * @param name the name of a setting that was asked for before
     * @param value the value as text, or null to let the other sources speak again
     * @return false if the value was refused
     * @throws IllegalArgumentException if nobody asked for a setting of that name
     */
    public boolean set(String name, @Nullable String value) {
        BoundSetting<?> known = settings.get(name);
        Checks.check(known != null, "name", "a setting that was asked for before", "'" + name + "'");
        return known != null && known.offer(SettingSource.CODE, value);
    }

    /** Reads the sources again and tells listeners what changed. */
    public void refresh() {
        settings.forEach(this::read);
    }

    private void read(String name, BoundSetting<?> setting) {
        String variable = (propertyPrefix + name).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        setting.offer(SettingSource.SYSTEM_PROPERTY, System.getProperty(propertyPrefix + name));
        setting.offer(SettingSource.ENVIRONMENT, environment.apply(variable));
    }

    /** Takes what a source outside of this process says; names that nobody asked for are none of our business. */
    void offer(SettingSource source, String name, @Nullable String value) {
        BoundSetting<?> known = settings.get(name);
        if (known != null) {
            known.offer(source, value);
        }
    }

    Set<String> names() {
        return Set.copyOf(settings.keySet());
    }

    SettingMeters meters() {
        return meters;
    }

    /** Removes the meters. The settings keep their values. May be called twice. */
    @Override
    public void close() {
        meters.close();
    }

    @Override
    public String toString() {
        return "LiveSettings" + settings.values();
    }

    /** Settings of {@link LiveSettings}. Not thread-safe. */
    public static final class Builder {

        private String name = "default";
        private String propertyPrefix = "mangaassist.";
        private MeterRegistry registry = Metrics.globalRegistry;

        private Builder() {}

        /**
         * Sets the value of the meter tag {@code name}, {@code default} unless set.
         *
         * @param newName not blank
         * @return this builder
         */
        public Builder name(String newName) {
            this.name = Checks.notBlank("name", newName);
            return this;
        }

        /**
         * Sets what stands before a setting's name in a system property, {@code mangaassist.} unless set.
         *
         * @param prefix may be empty
         * @return this builder
         */
        public Builder propertyPrefix(String prefix) {
            this.propertyPrefix = prefix;
            return this;
        }

        /**
         * Sets where changes and refusals are counted, Micrometer's global registry unless set.
         *
         * @param newRegistry the registry
         * @return this builder
         */
        public Builder meterRegistry(MeterRegistry newRegistry) {
            this.registry = newRegistry;
            return this;
        }

        /**
         * Returns the settings.
         *
         * @return the settings, to be closed by the caller
         */
        public LiveSettings build() {
            return new LiveSettings(
                    propertyPrefix,
                    variable -> variable == null ? null : System.getenv(variable),
                    new SettingMeters(InstanceMeters.create(registry, "settings", name)));
        }
    }
}

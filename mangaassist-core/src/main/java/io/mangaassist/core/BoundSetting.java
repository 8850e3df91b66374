package io.mangaassist.core;

import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A live setting together with the type that judges what is offered to it. */
final class BoundSetting<T extends Comparable<? super T>> {

    private static final Logger LOG = LoggerFactory.getLogger(BoundSetting.class);

    private final LiveSetting<T> setting;
    private final SettingType<T> type;
    private final Counter changed;
    private final Counter refused;
    /** What each source said last, so that a bad value is logged once and not at every refresh. Guarded by itself. */
    private final Map<SettingSource, String> lastRefused = new EnumMap<>(SettingSource.class);

    private BoundSetting(LiveSetting<T> setting, SettingType<T> type, Counter changed, Counter refused) {
        this.setting = setting;
        this.type = type;
        this.changed = changed;
        this.refused = refused;
    }

    static <T extends Comparable<? super T>> BoundSetting<T> create(
            String name, SettingType<T> type, T defaultValue, SettingMeters meters) {
        type.bounded(name, defaultValue);
        LiveSetting<T> setting = new LiveSetting<>(name, SettingSource.DEFAULT, defaultValue);
        return new BoundSetting<>(setting, type, meters.changed(name), meters.refused(name));
    }

    LiveSetting<T> setting() {
        return setting;
    }

    SettingType<T> type() {
        return type;
    }

    /** Takes what a source says, null if it says nothing. Returns false if the value was refused. */
    boolean offer(SettingSource source, @Nullable String text) {
        T value;
        try {
            value = text == null ? null : type.parse(setting.name(), text);
        } catch (IllegalArgumentException bad) {
            Guard.safely(LOG, "A meter", refused::increment);
            if (isNews(source, text)) {
                LOG.warn("Refused a value from {}: {}; keeping {}", source, bad.getMessage(), setting.get());
            }
            return false;
        }
        isNews(source, null);
        if (setting.put(source, value)) {
            Guard.safely(LOG, "A meter", changed::increment);
        }
        return true;
    }

    private boolean isNews(SettingSource source, @Nullable String badText) {
        synchronized (lastRefused) {
            String before = badText == null ? lastRefused.remove(source) : lastRefused.put(source, badText);
            return !Objects.equals(before, badText);
        }
    }

    @Override
    public String toString() {
        return setting.toString();
    }
}

package io.mangaassist.core;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value that may change while the application runs, within bounds, and that keeps its last good value when somebody
 * offers a bad one. Thread-safe; {@link #get()} is one volatile read.
 *
 * @param <T> the type of the value
 */
public final class LiveSetting<T> {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSetting.class);

    private record State<T>(T value, SettingSource source, long version) {}

    private final String name;
    private final List<Listener<T>> listeners = new CopyOnWriteArrayList<>();
    /** Guarded by itself. */
    private final Map<SettingSource, T> layers = new EnumMap<>(SettingSource.class);

    private volatile State<T> state;

    LiveSetting(String name, SettingSource source, T value) {
        this.name = Checks.notBlank("name", name);
        layers.put(source, value);
        this.state = new State<>(value, source, 0);
    }

    /**
     * Returns a setting that never changes, for builders that take a setting.
     *
     * @param name the name, for messages
     * @param value the value
     * @param <T> the type of the value
     * @return the setting
     */
    public static <T> LiveSetting<T> fixed(String name, T value) {
        return new LiveSetting<>(name, SettingSource.CODE, value);
    }

    /**
     * Returns the value now.
     *
     * @return the last good value of the strongest source
     */
    public T get() {
        return state.value();
    }

    /**
     * Returns the name.
     *
     * @return the name without the prefix of the sources
     */
    public String name() {
        return name;
    }

    /**
     * Tells who gave the value.
     *
     * @return the source of {@link #get()}
     */
    public SettingSource source() {
        return state.source();
    }

    /**
     * Tells {@code listener} every new value, once, on the thread that brought it, in order. What the listener throws
     * is logged and ignored.
     *
     * @param listener must not block
     * @return closing it ends the telling
     */
    public AutoCloseable onChange(Consumer<? super T> listener) {
        Listener<T> added = new Listener<>(listener, state.version());
        listeners.add(added);
        return () -> listeners.remove(added);
    }

    /** Sets or (with null) clears what one source says. Returns whether the value changed. */
    boolean put(SettingSource source, @Nullable T value) {
        State<T> next;
        synchronized (layers) {
            if (value == null) {
                layers.remove(source);
            } else {
                layers.put(source, value);
            }
            Map.Entry<SettingSource, T> strongest = layers.entrySet().iterator().next();
            State<T> before = state;
            next = new State<>(strongest.getValue(), strongest.getKey(), before.version() + 1);
            boolean same = Objects.equals(before.value(), next.value());
            state = same ? new State<>(before.value(), next.source(), before.version()) : next;
            if (same) {
                return false;
            }
        }
        LOG.info("Setting {} is now {} (from {})", name, next.value(), next.source());
        for (Listener<T> listener : listeners) {
            Guard.safely(LOG, "A listener of the setting " + name, () -> listener.tell(next));
        }
        return true;
    }

    @Override
    public String toString() {
        State<T> now = state;
        return "LiveSetting{" + name + "=" + now.value() + ", from " + now.source() + "}";
    }

    private static final class Listener<T> {

        private final Consumer<? super T> consumer;
        /** Guarded by this; a slower thread must not tell an older value after a newer one. */
        private long toldVersion;

        Listener(Consumer<? super T> consumer, long toldVersion) {
            this.consumer = consumer;
            this.toldVersion = toldVersion;
        }

        void tell(State<T> next) {
            synchronized (this) {
                if (next.version() <= toldVersion) {
                    return;
                }
                toldVersion = next.version();
            }
            consumer.accept(next.value());
        }
    }
}

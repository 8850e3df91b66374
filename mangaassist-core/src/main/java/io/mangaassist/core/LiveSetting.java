package io.mangaassist.core;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
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

    private record State<T>(T value, SettingSource source) {}

    private final String name;
    private final List<Listener<T>> listeners = new CopyOnWriteArrayList<>();
    /** Guarded by itself. */
    private final Map<SettingSource, T> layers = new EnumMap<>(SettingSource.class);

    private volatile State<T> state;

    LiveSetting(String name, SettingSource source, T value) {
        this.name = Checks.notBlank("name", name);
        layers.put(source, value);
        this.state = new State<>(value, source);
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
     * Tells {@code listener} every value that comes after this call, once and in order, never on two threads at a time.
     * What the listener throws is logged and ignored.
     *
     * @param listener must not block
     * @return closing it ends the telling
     */
    public AutoCloseable onChange(Consumer<? super T> listener) {
        Listener<T> added = new Listener<>(name, listener);
        synchronized (layers) {
            listeners.add(added);
        }
        return () -> listeners.remove(added);
    }

    /**
     * Tells {@code listener} the value now and then every later one, as {@link #onChange} does, so that no change can fall
     * between reading and listening.
     *
     * @param listener must not block
     * @return closing it ends the telling
     */
    public AutoCloseable follow(Consumer<? super T> listener) {
        Listener<T> added = new Listener<>(name, listener);
        synchronized (layers) {
            listeners.add(added);
            added.offer(state.value());
        }
        added.drain();
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
            T before = state.value();
            next = new State<>(strongest.getValue(), strongest.getKey());
            state = next;
            if (Objects.equals(before, next.value())) {
                return false;
            }
            // In the order of the changes; told outside of the lock.
            listeners.forEach(listener -> listener.offer(next.value()));
        }
        LOG.info("Setting {} is now {} (from {})", name, next.value(), next.source());
        listeners.forEach(Listener::drain);
        return true;
    }

    @Override
    public String toString() {
        State<T> now = state;
        return "LiveSetting{" + name + "=" + now.value() + ", from " + now.source() + "}";
    }

    /** Hands values on one by one: who comes while another thread is telling leaves the telling to that thread. */
    private static final class Listener<T> {

        private final String setting;
        private final Consumer<? super T> consumer;
        private final Queue<T> untold = new ConcurrentLinkedQueue<>();
        private final AtomicInteger waiting = new AtomicInteger();

        Listener(String setting, Consumer<? super T> consumer) {
            this.setting = setting;
            this.consumer = consumer;
        }

        void offer(T value) {
            untold.add(value);
        }

        void drain() {
            if (waiting.getAndIncrement() != 0) {
                return;
            }
            int missed = 1;
            do {
                for (T value = untold.poll(); value != null; value = untold.poll()) {
                    T told = value;
                    Guard.safely(LOG, "A listener of the setting " + setting, () -> consumer.accept(told));
                }
                missed = waiting.addAndGet(-missed);
            } while (missed != 0);
        }
    }
}

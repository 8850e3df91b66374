package io.mangaassist.cache;

import io.micrometer.core.instrument.Clock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks one primary how it is. {@link #ask} belongs to one thread; the readings are for all. */
final class PressureProbe implements RedisCall {

    private static final double MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final PressureReading NOTHING = new PressureReading(0, 0, 0, 0, "");

    private final LinkKeeper keeper;
    private final Clock clock;

    private @Nullable RedisLink link;
    private volatile boolean asking;
    private volatile Runnable answered = () -> {};
    private volatile PressureReading reading = NOTHING;
    private volatile double evictionsPerMinute;
    private volatile long readAt;

    PressureProbe(RedisNode node, RedisNodes nodes, Clock clock) {
        NodeHealth health = new NodeHealth("RedisPressure", node, (fault, host, port) -> {}, clock);
        this.keeper = new LinkKeeper(node, nodes, health, clock);
        this.clock = clock;
    }

    /** Sends {@code INFO}; a connection that has not answered since the last time is made anew. */
    void ask(Runnable whenAnswered) {
        RedisLink held = link;
        if (asking && held != null) {
            var unused = held.close();
            keeper.forget();
            asking = false;
        }
        held = keeper.current();
        link = held;
        if (held != null) {
            asking = true;
            answered = whenAnswered;
            held.send(List.of(this));
        }
    }

    @Override
    public RedisRequest request() {
        return RedisRequest.info();
    }

    @Override
    public void replied(byte @Nullable [] value) {
        asking = false;
        if (value == null) {
            return;
        }
        PressureReading before = reading;
        PressureReading now = PressureReading.parse(new String(value, StandardCharsets.UTF_8));
        long at = clock.monotonicTime();
        boolean comparable = before.usedBytes() > 0 && now.evictedKeys() >= before.evictedKeys() && at > readAt;
        evictionsPerMinute = comparable ? (now.evictedKeys() - before.evictedKeys()) * MINUTE_NANOS / (at - readAt) : 0;
        readAt = at;
        reading = now;
        answered.run();
    }

    @Override
    public void failed(RedisFault fault, boolean refused) {
        asking = false;
    }

    PressureReading reading() {
        return reading;
    }

    double evictionsPerMinute() {
        return evictionsPerMinute;
    }

    void close() {
        keeper.close();
        RedisLink held = link;
        if (held != null) {
            var unused = held.close();
        }
    }
}

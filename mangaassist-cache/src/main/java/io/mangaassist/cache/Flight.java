package io.mangaassist.cache;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One write between the socket and its reply. Ends exactly once, whoever says so first. */
final class Flight implements Session.Tracked {

    /** How a flight ended. */
    enum End {
        WRITTEN,
        FAILED,
        UNKNOWN
    }

    /** Told the end of flights, on a thread of the connection. */
    interface Listener {

        void landed(Flight flight, End end, @Nullable RedisFault fault);
    }

    private final CacheKey key;
    private final RedisRequest request;
    private final long offeredAt;
    private final Listener listener;
    private final AtomicBoolean over = new AtomicBoolean();

    /** Written before the flight is sent. */
    private long sentAt;
    /** Written before the flight is sent. */
    private boolean owesRemoval;

    Flight(CacheKey key, RedisRequest request, long offeredAt, Listener listener) {
        this.key = key;
        this.request = request;
        this.offeredAt = offeredAt;
        this.listener = listener;
    }

    @Override
    public RedisRequest request() {
        return request;
    }

    @Override
    public void replied(byte @Nullable [] value) {
        end(End.WRITTEN, null);
    }

    @Override
    public void failed(RedisFault fault, boolean refused) {
        end(refused ? End.FAILED : End.UNKNOWN, fault);
    }

    private void end(End end, @Nullable RedisFault fault) {
        if (over.compareAndSet(false, true)) {
            listener.landed(this, end, fault);
        }
    }

    @Override
    public boolean isOver() {
        return over.get();
    }

    Flight departed(long now) {
        sentAt = now;
        return this;
    }

    /** Notes whether this is a removal or stands in for one, so that its failing must not be the end of it. */
    Flight owing(boolean removal) {
        owesRemoval = removal;
        return this;
    }

    boolean owesRemoval() {
        return owesRemoval;
    }

    CacheKey key() {
        return key;
    }

    long offeredAt() {
        return offeredAt;
    }

    @Override
    public long sentAt() {
        return sentAt;
    }
}

package io.mangaassist.cache;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The calls in flight on one connection. Redis answers in order, so the first one without an answer is the oldest. What
 * the connection leaves unanswered is told so when it is gone, not before. Thread-safe.
 *
 * @param <C> the calls
 */
final class Session<C extends Session.Tracked> {

    /** A call that knows whether Redis has answered it. */
    interface Tracked extends RedisCall {

        boolean isOver();

        /** Returns the monotonic nanoseconds at which it was sent. */
        long sentAt();
    }

    private final RedisLink link;
    /** Guarded by itself. */
    private final Deque<C> calls = new ArrayDeque<>();

    private final AtomicBoolean closing = new AtomicBoolean();

    Session(RedisLink link) {
        this.link = link;
    }

    boolean isOpen() {
        return !closing.get() && link.isOpen();
    }

    void send(List<C> batch) {
        synchronized (calls) {
            calls.addAll(batch);
        }
        link.send(batch);
    }

    /** Returns the oldest call without an answer. */
    @Nullable
    C oldest() {
        synchronized (calls) {
            while (!calls.isEmpty() && calls.getFirst().isOver()) {
                calls.removeFirst();
            }
            return calls.peekFirst();
        }
    }

    /** Closes the connection; what it left unanswered ends as lost when it is gone. */
    void close() {
        if (closing.compareAndSet(false, true)) {
            var unused = link.close().whenComplete((gone, failure) -> endCalls());
        }
    }

    private void endCalls() {
        List<C> left;
        synchronized (calls) {
            left = List.copyOf(calls);
            calls.clear();
        }
        left.forEach(call -> call.failed(RedisFault.CONNECTION_LOST, false));
    }
}

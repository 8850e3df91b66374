package io.mangaassist.testkit;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * One direction of a proxied connection: pieces leave in the order they came, each at its time, none while held.
 *
 * <p>A full receiver pauses the sender, so that the proxy's memory stays bounded by what is delayed. Lives on one event loop.
 */
final class ProxyPipe {
    private static final int MAX_WAITING_PIECES = 4_096;

    private record Piece(Buffer bytes, long dueNanos) {}

    private final Vertx vertx;
    private final NetSocket from;
    private final NetSocket to;
    private final Supplier<Duration> delay;
    private final LongConsumer passed;
    private final Queue<Piece> waiting = new ArrayDeque<>();
    private boolean held;
    private boolean timerSet;

    ProxyPipe(Vertx vertx, NetSocket from, NetSocket to, Supplier<Duration> delay, LongConsumer passed) {
        this.vertx = vertx;
        this.from = from;
        this.to = to;
        this.delay = delay;
        this.passed = passed;
        from.handler(this::arrived);
        to.drainHandler(drained -> flow());
    }

    void hold(boolean value) {
        held = value;
        flow();
    }

    private void arrived(Buffer bytes) {
        waiting.add(new Piece(bytes, System.nanoTime() + delay.get().toNanos()));
        flow();
    }

    private void flow() {
        while (!held && !to.writeQueueFull()) {
            Piece next = waiting.peek();
            if (next == null) {
                break;
            }
            long early = next.dueNanos() - System.nanoTime();
            if (early > 0) {
                wakeIn(early);
                break;
            }
            waiting.remove();
            passed.accept(next.bytes().length());
            to.write(next.bytes()).onFailure(gone -> {});
        }
        if (held || to.writeQueueFull() || waiting.size() > MAX_WAITING_PIECES) {
            from.pause();
        } else {
            from.resume();
        }
    }

    private void wakeIn(long nanos) {
        if (!timerSet) {
            timerSet = true;
            vertx.setTimer(Math.max(1, (nanos + 999_999) / 1_000_000), timer -> {
                timerSet = false;
                flow();
            });
        }
    }
}

package io.mangaassist.cache;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The reads from one primary: its window, its breaker, its connection. Reads come from any thread; {@link #keep} is
 * called again and again by one.
 */
final class ReadLane {

    /** A connection whose oldest read has been silent for so long is made anew. */
    private static final Duration RECYCLE_AFTER = Duration.ofSeconds(1);

    private final Duration timeout;
    private final int window;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final NodeHealth health;
    private final Breaker breaker;
    private final LinkKeeper keeper;
    private final AtomicInteger inFlight = new AtomicInteger();
    /** Ends when the first attempt to connect has ended, so that the first reads wait for it within their time. */
    private final CompletableFuture<@Nullable Void> tried = new CompletableFuture<>();

    private volatile @Nullable Session<ReadCall> session;

    ReadLane(RedisNode node, RemoteReads.Parts parts) {
        this.timeout = parts.config().readTimeout();
        this.window = parts.config().readWindow();
        this.timer = parts.timer();
        this.clock = parts.clock();
        String door = "ResponseCache " + parts.name();
        this.health = new NodeHealth(door, node, parts.listener(), clock);
        this.breaker = new Breaker(door + " to " + node, parts.nodes().outages().of(node), clock);
        this.keeper = new LinkKeeper(node, parts.nodes(), health, clock);
    }

    /** Connects if needed, and closes a connection that is silent. Timer's thread. */
    void keep() {
        Session<ReadCall> held = session;
        if (held != null) {
            ReadCall oldest = held.oldest();
            boolean silent = oldest != null && clock.monotonicTime() - oldest.sentAt() > RECYCLE_AFTER.toNanos();
            if (held.isOpen() && !silent) {
                return;
            }
            held.close();
            keeper.forget();
            session = null;
        }
        RedisLink link = keeper.current();
        if (link != null) {
            session = new Session<>(link);
        }
        if (link != null || keeper.hasFailed()) {
            tried.complete(null);
        }
    }

    /** Never throws and never waits; the future fails with {@link RedisFaultException} at the latest at its time. */
    CompletableFuture<byte @Nullable []> read(byte[] key) {
        return call(RedisRequest.get(key));
    }

    /** The same for another command that answers with bytes. */
    CompletableFuture<byte @Nullable []> call(RedisRequest request) {
        ReadCall call = new ReadCall(request, clock.monotonicTime());
        if (tried.isDone()) {
            send(call);
        } else {
            var unused = tried.thenRun(() -> send(call));
        }
        if (!call.result().isDone()) {
            ScheduledFuture<?> limit = timer.schedule(call::timedOut, timeout.toNanos(), TimeUnit.NANOSECONDS);
            var unused = call.result().whenComplete((value, failure) -> limit.cancel(false));
        }
        return call.result();
    }

    private void send(ReadCall call) {
        if (call.result().isDone()) {
            return; // its time was up before there was a connection, which says nothing of Redis
        }
        Session<ReadCall> open = session;
        if (open == null || !open.isOpen()) {
            call.failed(RedisFault.UNREACHABLE, true);
        } else if (inFlight.get() >= window) {
            call.failed(RedisFault.TIMEOUT, true);
        } else if (!breaker.mayTry()) {
            call.failed(RedisFault.TIMEOUT, true);
        } else {
            inFlight.incrementAndGet();
            var unused = call.result().whenComplete((value, failure) -> ended(call, failure));
            open.send(List.of(call));
        }
    }

    private void ended(ReadCall call, @Nullable Throwable failure) {
        inFlight.decrementAndGet();
        long took = clock.monotonicTime() - call.sentAt();
        if (failure == null) {
            breaker.succeeded(took);
            health.well();
        } else {
            RedisFault fault = faultOf(failure);
            breaker.failed(took, fault);
            health.fault(fault);
        }
    }

    static RedisFault faultOf(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof RedisFaultException known ? known.fault() : RedisFault.OTHER;
    }

    void close() {
        keeper.close();
        Session<ReadCall> held = session;
        if (held != null) {
            held.close();
        }
        tried.complete(null);
    }
}

package io.mangaassist.pool;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.awscore.eventstream.EventStreamResponseHandler;

/**
 * The caller's side of one stream. Whatever happens underneath, the caller's handler sees one response, one publisher and
 * one end, then the future ends; all of it one after the other.
 *
 * <p>Every signal sets a field and calls {@link #drain()}; one thread at a time works the fields off, others only count up
 * {@code work}. So no lock is held while the caller's code runs, and a signal that comes from within that code is worked
 * off by the loop that is already running, not by recursion.
 */
final class BedrockStreamRelay<P, E> implements Subscription {

    private final EventStreamResponseHandler<P, E> handler;
    private final CompletableFuture<Void> result;
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicLong demand = new AtomicLong();
    private final AtomicBoolean subscribed = new AtomicBoolean();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Queue<E> events = new ConcurrentLinkedQueue<>();

    private volatile @Nullable Opening<P> opening;
    private volatile @Nullable Subscriber<? super E> subscriber;
    private volatile boolean finished;
    private volatile boolean cancelled;

    // only touched by the thread that drains
    private boolean opened;
    private boolean ended;
    private boolean consumerThrew;
    private boolean subscriberEnded;
    private long requested;
    private long delivered;
    private @Nullable Error fatal;

    BedrockStreamRelay(EventStreamResponseHandler<P, E> handler, CompletableFuture<Void> result) {
        this.handler = handler;
        this.result = result;
    }

    // ---- from underneath

    /** Starts the stream for the caller, with what was received so far ({@code received} were asked for). */
    void open(@Nullable BedrockStreamSource source, @Nullable P response, List<E> received) {
        events.addAll(received);
        opening = new Opening<>(source, response, received.size());
        drain();
    }

    void offer(E event) {
        events.add(event);
        drain();
    }

    void finish() {
        finished = true;
        drain();
    }

    void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        drain();
    }

    // ---- from the caller

    void subscribe(Subscriber<? super E> newcomer) {
        if (!subscribed.compareAndSet(false, true)) {
            newcomer.onSubscribe(new NoSubscription());
            newcomer.onError(new IllegalStateException("A stream has one subscriber"));
            return;
        }
        newcomer.onSubscribe(this);
        subscriber = newcomer;
        drain();
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            consumerFailed(new IllegalArgumentException("request must be > 0, was " + count));
            return;
        }
        demand.accumulateAndGet(count, (old, more) -> old + more < 0 ? Long.MAX_VALUE : old + more);
        drain();
    }

    @Override
    public void cancel() {
        cancelled = true;
        Opening<P> open = opening;
        if (open != null && open.source() != null) {
            open.source().cancelledByCaller();
        }
        drain();
    }

    void consumerFailed(Throwable cause) {
        Opening<P> open = opening;
        if (open != null && open.source() != null) {
            open.source().consumerFailed(cause);
        }
        fail(cause);
    }

    // ---- one thread at a time

    private void drain() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int done = 1;
        do {
            step();
            done = work.addAndGet(-done);
        } while (done != 0);
        Error thrown = fatal;
        if (thrown != null) {
            fatal = null;
            throw thrown;
        }
    }

    private void step() {
        if (!ended) {
            openOnce();
            emit();
            if (failure.get() != null) {
                end(failure.get());
            } else if (finished && (events.isEmpty() || cancelled)) {
                end(null);
            } else {
                pull();
            }
        }
        if (ended) {
            events.clear();
            endSubscriber();
        }
    }

    private void openOnce() {
        Opening<P> open = opening;
        if (opened || open == null || failure.get() != null) {
            return;
        }
        opened = true;
        requested = open.received();
        callCaller(() -> {
            P response = open.response();
            if (response != null) {
                handler.responseReceived(response);
            }
            handler.onEventStream(new BedrockRelayPublisher<>(this));
        });
    }

    private void emit() {
        Subscriber<? super E> target = subscriber;
        while (target != null && !cancelled && demand.get() > 0 && !consumerThrew) {
            E event = events.poll();
            if (event == null) {
                return;
            }
            delivered++;
            demand.updateAndGet(left -> left == Long.MAX_VALUE ? left : left - 1);
            callCaller(() -> target.onNext(event));
        }
    }

    private void pull() {
        Opening<P> open = opening;
        if (open == null || open.source() == null || cancelled || finished || requested == Long.MAX_VALUE) {
            return;
        }
        long wanted = demand.get();
        long coming = requested - delivered;
        if (wanted == Long.MAX_VALUE) {
            requested = Long.MAX_VALUE;
            open.source().request(Long.MAX_VALUE);
        } else if (wanted > coming) {
            requested += wanted - coming;
            open.source().request(wanted - coming);
        }
    }

    private void end(@Nullable Throwable cause) {
        ended = true;
        endSubscriber();
        Throwable thrown = cause;
        try {
            if (cause == null) {
                handler.complete();
            } else {
                handler.exceptionOccurred(cause);
            }
        } catch (Throwable fromCaller) {
            remember(fromCaller);
            thrown = cause == null ? fromCaller : cause;
        }
        if (thrown == null) {
            result.complete(null);
        } else {
            result.completeExceptionally(thrown);
        }
    }

    /** A subscriber that comes after the end learns of it as well. */
    private void endSubscriber() {
        Subscriber<? super E> target = subscriber;
        if (target == null || subscriberEnded) {
            return;
        }
        subscriberEnded = true;
        if (cancelled) {
            return;
        }
        try {
            Throwable cause = failure.get();
            if (cause == null) {
                target.onComplete();
            } else {
                target.onError(cause);
            }
        } catch (Throwable fromCaller) {
            remember(fromCaller);
        }
    }

    private void callCaller(Runnable call) {
        try {
            call.run();
        } catch (Throwable thrown) {
            consumerThrew = true;
            remember(thrown);
            consumerFailed(thrown);
        }
    }

    /** An Error goes on after the stream has been ended. */
    private void remember(Throwable thrown) {
        if (thrown instanceof Error error) {
            fatal = error;
        }
    }

    private record Opening<P>(
            @Nullable BedrockStreamSource source, @Nullable P response, int received) {}

    private static final class NoSubscription implements Subscription {

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}

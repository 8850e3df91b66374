package io.mangaassist.guardrails;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The reactive half of a guarded stream: takes items from upstream into an {@link Answer}, keeps what the answer lets go
 * of, and hands it on as it is asked for. Everything but the four upstream signals runs in the answer's own turn.
 *
 * <p>Upstream is asked ahead, because what is generated is billed whether it is read or not, but never for more than
 * fits: memory is bounded by {@link #AHEAD} outputs.
 */
abstract class Relay<I, O> implements Subscriber<I>, Subscription, AnswerOutput {

    /** How a stream ended. */
    enum End {
        COMPLETED,
        STOPPED,
        UPSTREAM_FAILED,
        CONSUMER_FAILED,
        CANCELLED
    }

    private static final int AHEAD = 256;
    private static final int WINDOW = 32;

    private final Queue<O> ready = new ArrayDeque<>();
    private @Nullable Subscriber<? super O> downstream;
    private @Nullable Subscription upstream;
    private @Nullable Answer answer;
    private long requested;
    private int owed;
    private boolean finished;
    private boolean upstreamDone;
    private End end = End.COMPLETED;
    private @Nullable Throwable failure;

    Relay(Subscriber<? super O> downstream) {
        this.downstream = downstream;
    }

    /** Must come before the first signal. */
    final void begin(Answer newAnswer) {
        answer = newAnswer;
    }

    /** Feeds one item into the answer. */
    abstract void item(Answer into, I item);

    /** Called once, after the last signal to the consumer: how the stream ended for it. */
    abstract void over(End end, @Nullable Throwable why);

    /** Called in turn after upstream's last item was taken into the answer. */
    void upstreamCompleted() {}

    @Override
    public final void onSubscribe(Subscription subscription) {
        Objects.requireNonNull(subscription, "subscription");
        answer().inTurn(() -> {
            if (upstream != null || finished) {
                subscription.cancel();
                return;
            }
            upstream = subscription;
            subscription.request(WINDOW);
        });
    }

    @Override
    public final void onNext(I item) {
        if (item == null) {
            NullPointerException missing = new NullPointerException("a stream must not deliver null");
            onError(missing);
            throw missing;
        }
        item(answer(), item);
        answer().inTurn(this::consumed);
    }

    @Override
    public final void onComplete() {
        answer().inTurn(() -> upstreamDone = true);
        answer().complete();
        answer().inTurn(this::upstreamCompleted);
    }

    @Override
    public final void onError(Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        answer().inTurn(() -> {
            upstreamDone = true;
            finish(End.UPSTREAM_FAILED, thrown);
        });
        answer().abort();
    }

    @Override
    public final void request(long n) {
        answer().inTurn(() -> {
            if (n <= 0) {
                cancelUpstream();
                ready.clear();
                finished = false; // what was about to end well does not
                finish(End.CONSUMER_FAILED, new IllegalArgumentException("request must be > 0 (rule 3.9), was " + n));
                answer().abort();
                return;
            }
            requested = requested + n < 0 ? Long.MAX_VALUE : requested + n;
            drain();
        });
    }

    @Override
    public final void cancel() {
        answer().inTurn(() -> {
            boolean first = downstream != null;
            finished = true;
            downstream = null;
            ready.clear();
            cancelUpstream();
            if (first) {
                over(End.CANCELLED, null);
            }
        });
        answer().abort();
    }

    /** Queues one output. */
    final void push(O output) {
        if (!finished) {
            ready.add(output);
            drain();
        }
    }

    /** Ends the stream once everything queued has been delivered. */
    final void finish(End how, @Nullable Throwable thrown) {
        if (!finished) {
            finished = true;
            end = how;
            failure = thrown;
            drain();
        }
    }

    final void cancelUpstream() {
        Subscription subscription = upstream;
        if (subscription != null && !upstreamDone) {
            upstreamDone = true;
            subscription.cancel();
        }
    }

    final Answer answer() {
        return Objects.requireNonNull(answer, "begin() comes first");
    }

    private void consumed() {
        owed++;
        replenish();
    }

    private void replenish() {
        Subscription subscription = upstream;
        if (subscription != null && !upstreamDone && owed > 0 && ready.size() < AHEAD) {
            int more = owed;
            owed = 0;
            subscription.request(more);
        }
    }

    private void drain() {
        Subscriber<? super O> subscriber = downstream;
        while (subscriber != null && requested > 0 && !ready.isEmpty()) {
            if (requested != Long.MAX_VALUE) {
                requested--;
            }
            if (!deliver(subscriber, ready.remove())) {
                return;
            }
        }
        replenish();
        if (subscriber != null && finished && ready.isEmpty()) {
            downstream = null;
            Throwable thrown = failure;
            if (thrown == null) {
                subscriber.onComplete();
            } else {
                subscriber.onError(thrown);
            }
            over(end, thrown);
        }
    }

    private boolean deliver(Subscriber<? super O> subscriber, O output) {
        try {
            subscriber.onNext(output);
            return true;
        } catch (Throwable thrown) {
            downstream = null;
            finished = true;
            ready.clear();
            cancelUpstream();
            answer().abort();
            over(End.CONSUMER_FAILED, thrown);
            if (thrown instanceof VirtualMachineError error) {
                throw error;
            }
            return false;
        }
    }
}

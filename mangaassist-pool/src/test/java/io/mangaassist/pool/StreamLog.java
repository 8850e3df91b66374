package io.mangaassist.pool;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** Writes down every signal of a stream in order, asks for one event at a time and notices signals that overlap. */
final class StreamLog implements ConverseStreamResponseHandler, Subscriber<ConverseStreamOutput> {

    final List<String> signals = new CopyOnWriteArrayList<>();
    final StringBuilder text = new StringBuilder();
    final CountDownLatch firstText = new CountDownLatch(1);
    final AtomicReference<Throwable> error = new AtomicReference<>();
    final AtomicReference<Subscription> subscription = new AtomicReference<>();
    final AtomicBoolean overlapped = new AtomicBoolean();
    private final AtomicBoolean inside = new AtomicBoolean();
    private final Consumer<ConverseStreamOutput> onEvent;
    private volatile int cancelAfter = Integer.MAX_VALUE;
    private int deltas;

    StreamLog() {
        this(event -> {});
    }

    StreamLog(Consumer<ConverseStreamOutput> onEvent) {
        this.onEvent = onEvent;
    }

    @Override
    public void responseReceived(ConverseStreamResponse response) {
        note("response", () -> {});
    }

    @Override
    public void onEventStream(SdkPublisher<ConverseStreamOutput> publisher) {
        note("stream", () -> {});
        publisher.subscribe(this);
    }

    @Override
    public void exceptionOccurred(Throwable failure) {
        note("exception", () -> error.set(failure));
    }

    @Override
    public void complete() {
        note("complete", () -> {});
    }

    @Override
    public void onSubscribe(Subscription upstream) {
        subscription.set(upstream);
        upstream.request(1);
    }

    @Override
    public void onNext(ConverseStreamOutput event) {
        note(event.sdkEventType().name(), () -> {
            if (event instanceof ContentBlockDeltaEvent delta) {
                text.append(delta.delta().text());
                firstText.countDown();
            }
            onEvent.accept(event);
        });
        if (event instanceof ContentBlockDeltaEvent && ++deltas >= cancelAfter) {
            subscription.get().cancel();
        } else {
            subscription.get().request(1);
        }
    }

    /** Cancels the subscription after so many pieces of text. */
    void cancelAfter(int pieces) {
        cancelAfter = pieces;
    }

    @Override
    public void onError(Throwable failure) {
        note("onError", () -> {});
    }

    @Override
    public void onComplete() {
        note("onComplete", () -> {});
    }

    long count(String signal) {
        return signals.stream().filter(signal::equals).count();
    }

    private void note(String signal, Runnable inner) {
        if (!inside.compareAndSet(false, true)) {
            overlapped.set(true);
        }
        try {
            signals.add(signal);
            inner.run();
        } finally {
            inside.set(false);
        }
    }
}

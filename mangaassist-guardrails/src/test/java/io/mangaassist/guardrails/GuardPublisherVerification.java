package io.mangaassist.guardrails;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayDeque;
import java.util.Queue;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterClass;

/** The guarded stream by the letter of Reactive Streams; {@link ReactiveStreamsTckTest} runs it. */
public final class GuardPublisherVerification extends PublisherVerification<GuardedEvent> {

    private static final long MILLIS = 300;

    private final Guardrails guardrails = Guardrails.builder(GuardPolicy.empty())
            .meterRegistry(new SimpleMeterRegistry())
            .name("tck")
            .build();

    public GuardPublisherVerification() {
        super(new TestEnvironment(MILLIS), MILLIS);
    }

    @AfterClass
    public void close() {
        guardrails.close();
    }

    /** One piece less than asked for: the certificate is an element too. */
    @Override
    public Publisher<GuardedEvent> createPublisher(long elements) {
        return guardrails.guard(new Pieces(elements - 1), AnswerContext.unknown());
    }

    @Override
    public long maxElementsFromPublisher() {
        return 1000;
    }

    @Override
    public Publisher<GuardedEvent> createFailedPublisher() {
        return guardrails.guard(new Failing(), AnswerContext.unknown());
    }

    @Override
    public boolean skipStochasticTests() {
        return false;
    }

    /** So many pieces of text, as they are asked for. */
    private record Pieces(long count) implements Publisher<String> {
        @Override
        public void subscribe(Subscriber<? super String> subscriber) {
            subscriber.onSubscribe(new PieceSubscription(subscriber, count));
        }
    }

    private static final class PieceSubscription implements Subscription {

        private final Subscriber<? super String> subscriber;
        private final Queue<Long> asked = new ArrayDeque<>();
        private long left;
        private boolean busy;
        private boolean over;

        PieceSubscription(Subscriber<? super String> subscriber, long left) {
            this.subscriber = subscriber;
            this.left = left;
        }

        @Override
        public void request(long n) {
            asked.add(n);
            if (busy) {
                return;
            }
            busy = true;
            while (!over && !asked.isEmpty()) {
                for (long i = asked.remove(); i > 0 && left > 0 && !over; i--, left--) {
                    subscriber.onNext("piece");
                }
                if (left <= 0 && !over) {
                    over = true;
                    subscriber.onComplete();
                }
            }
            busy = false;
        }

        @Override
        public void cancel() {
            over = true;
        }
    }

    private static final class Failing implements Publisher<String> {
        @Override
        public void subscribe(Subscriber<? super String> subscriber) {
            subscriber.onSubscribe(new Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {}
            });
            subscriber.onError(new IllegalStateException("on purpose"));
        }
    }
}

package io.mangaassist.core;

import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A publisher each of whose subscriptions is a measurement. */
final class TimedPublisher<T> implements Publisher<T> {

    private final Segments segments;
    private final Segment segment;
    private final Publisher<T> source;

    TimedPublisher(Segments segments, Segment segment, Publisher<T> source) {
        this.segments = segments;
        this.segment = segment;
        this.source = source;
    }

    @Override
    public void subscribe(Subscriber<? super T> subscriber) {
        source.subscribe(new TimedSubscriber<>(segments.start(segment), subscriber));
    }

    private static final class TimedSubscriber<T> implements Subscriber<T> {

        private final SegmentTimer timer;
        private final Subscriber<? super T> downstream;

        TimedSubscriber(SegmentTimer timer, Subscriber<? super T> downstream) {
            this.timer = timer;
            this.downstream = downstream;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            downstream.onSubscribe(new Subscription() {
                @Override
                public void request(long n) {
                    subscription.request(n);
                }

                @Override
                public void cancel() {
                    timer.stop(Outcome.CANCELLED);
                    subscription.cancel();
                }
            });
        }

        @Override
        public void onNext(T element) {
            downstream.onNext(element);
        }

        @Override
        public void onError(Throwable failure) {
            timer.stop(Outcomes.of(failure));
            downstream.onError(failure);
        }

        @Override
        public void onComplete() {
            timer.stop(Outcome.SUCCESS);
            downstream.onComplete();
        }
    }
}

package io.mangaassist.benchmarks.guardrails;

import io.mangaassist.guardrails.AnswerContext;
import io.mangaassist.guardrails.GuardedEvent;
import io.mangaassist.guardrails.Guardrails;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** One guarded stream, fed by hand: what a caller would hold of it, and nothing else. */
final class Feed implements Subscription, Subscriber<GuardedEvent> {

    private @Nullable Subscriber<? super CharSequence> stream;
    private int characters;

    static Feed open(Guardrails guardrails, String correlationId) {
        Feed feed = new Feed();
        guardrails
                .guard(
                        to -> {
                            feed.stream = to;
                            to.onSubscribe(feed);
                        },
                        AnswerContext.of(correlationId))
                .subscribe(feed);
        return feed;
    }

    void token(String token) {
        stream().onNext(token);
    }

    void end() {
        stream().onComplete();
    }

    int characters() {
        return characters;
    }

    private Subscriber<? super CharSequence> stream() {
        return Objects.requireNonNull(stream, "opened");
    }

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(GuardedEvent event) {
        if (event instanceof GuardedEvent.Text text) {
            characters += text.text().length();
        }
    }

    @Override
    public void onError(Throwable thrown) {}

    @Override
    public void onComplete() {}
}

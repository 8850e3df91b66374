package io.mangaassist.guardrails;

import java.util.Objects;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/** A text stream seen through a guardrail; each subscription is an answer of its own. */
final class GuardPublisher implements Publisher<GuardedEvent> {

    private final Guardrails guardrails;
    private final Publisher<? extends CharSequence> source;
    private final AnswerContext context;

    GuardPublisher(Guardrails guardrails, Publisher<? extends CharSequence> source, AnswerContext context) {
        this.guardrails = guardrails;
        this.source = source;
        this.context = context;
    }

    @Override
    public void subscribe(Subscriber<? super GuardedEvent> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        GuardOperator operator = new GuardOperator(subscriber);
        operator.begin(guardrails.answer(context, operator));
        subscriber.onSubscribe(operator);
        try {
            source.subscribe(operator);
        } catch (RuntimeException e) {
            operator.onError(e);
        }
    }
}

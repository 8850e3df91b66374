package io.mangaassist.guardrails;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;

/** Text in, {@link GuardedEvent}s out. */
final class GuardOperator extends Relay<CharSequence, GuardedEvent> {

    GuardOperator(Subscriber<? super GuardedEvent> downstream) {
        super(downstream);
    }

    @Override
    void item(Answer into, CharSequence item) {
        into.offer(item.toString());
    }

    @Override
    void over(End end, @Nullable Throwable why) {
        // a subscriber that throws breaks rule 2.13: the stream is cancelled, and there is nobody else to tell
    }

    @Override
    public void text(String released) {
        push(new GuardedEvent.Text(released));
    }

    @Override
    public void taken(Intervention intervention) {
        cancelUpstream();
        push(new GuardedEvent.Taken(intervention));
    }

    @Override
    public void settled(AnswerReport report) {
        push(new GuardedEvent.Completed(report));
        finish(End.COMPLETED, null);
    }
}

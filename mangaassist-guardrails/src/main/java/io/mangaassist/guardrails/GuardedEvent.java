package io.mangaassist.guardrails;

/** What a guarded text stream delivers: {@link Text} any number of times, then at most one {@link Taken}, then {@link Completed}. */
public sealed interface GuardedEvent {

    /** Text that may be shown. */
    record Text(String text) implements GuardedEvent {
        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /** The answer is taken away: show the replacement instead. */
    record Taken(Intervention intervention) implements GuardedEvent {}

    /** The last event: verdict and certificate. */
    record Completed(AnswerReport report) implements GuardedEvent {}
}

package io.mangaassist.guardrails;

/** What an answer does when a check of it failed or came too late. {@link GuardrailMode#SYNC} is always closed. */
public enum FailureMode {
    /** The answer is treated as failed: what was not evaluated is not shown. */
    CLOSED,
    /** The answer goes on; its certificate carries the gap and it never counts as clean. */
    OPEN;

    /** The stricter of both. */
    FailureMode and(FailureMode other) {
        return this == OPEN ? other : this;
    }
}

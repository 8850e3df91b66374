package io.mangaassist.guardrails;

/**
 * Learns the final verdict of every answer. This is where a cache decides: put an answer in when it is
 * {@link AnswerVerdict#CLEAN}, take it out when it is {@link AnswerVerdict#RETRACTED}.
 *
 * <p>Called once per answer, after its last character and its last verdict; once more, with RETRACTED, if a verdict that
 * had been given up on arrives and is a violation. Must not block; one that throws is logged and breaks nothing.
 */
@FunctionalInterface
public interface AnswerListener {

    /** An answer has its verdict. */
    void answered(AnswerReport report);
}

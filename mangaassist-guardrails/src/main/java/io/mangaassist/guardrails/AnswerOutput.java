package io.mangaassist.guardrails;

/** Where an answer's pieces go. Called one at a time, in order; must not block. */
interface AnswerOutput {

    void text(String released);

    /** The answer is taken away; no text follows. */
    void taken(Intervention intervention);

    /** The final verdict; once, or twice if the second is a retraction. */
    void settled(AnswerReport report);
}

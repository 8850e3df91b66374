package io.mangaassist.operate;

/** A node of the decision tree. */
sealed interface TriageStep {

    /** Asks, and goes on by the answer. */
    record Ask(TriageQuestion question, TriageStep yes, TriageStep no) implements TriageStep {}

    /** Ends. */
    record Reach(TriageLeaf leaf) implements TriageStep {}

    static TriageStep ask(TriageQuestion question, TriageStep yes, TriageStep no) {
        return new Ask(question, yes, no);
    }

    static TriageStep reach(TriageLeaf leaf) {
        return new Reach(leaf);
    }
}

package io.mangaassist.guardrails;

/** Who evaluated: the automata in this process, or a service. */
public enum Tier {
    LOCAL,
    REMOTE;

    String tag() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

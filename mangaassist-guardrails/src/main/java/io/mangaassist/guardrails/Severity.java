package io.mangaassist.guardrails;

/** How bad a finding is, for whoever reads the reports; it changes no behaviour. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH
}

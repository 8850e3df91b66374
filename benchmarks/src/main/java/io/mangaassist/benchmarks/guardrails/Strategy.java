package io.mangaassist.benchmarks.guardrails;

/** A way of guarding a stream. */
interface Strategy {

    /** Runs one answer through it, token after token at 60 a second, in virtual time. */
    Shown run(Sample sample, RunbookGuardrail guardrail);
}

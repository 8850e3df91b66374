/**
 * Benchmarks of the guardrails: {@code LocalTierBenchmark} (JMH) for the automata, {@code StreamLoadRun} for answers as
 * they stream, {@code CrowdLoadRun} for many of them at once.
 */
@NullMarked
package io.mangaassist.benchmarks.guardrails;

import org.jspecify.annotations.NullMarked;

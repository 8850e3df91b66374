/** Benchmarks, one for each claim about speed; run by hand, see {@code docs/benchmarks.md}. */
@NullMarked
package io.mangaassist.benchmarks;

import org.jspecify.annotations.NullMarked;

/**
 * Benchmarks of the pool: the permits by themselves ({@link io.mangaassist.benchmarks.pool.PermitBenchmark}), a sale
 * ({@link io.mangaassist.benchmarks.pool.SaleRun}) and what a healthy call pays
 * ({@link io.mangaassist.benchmarks.pool.OverheadRun}).
 */
@NullMarked
package io.mangaassist.benchmarks.pool;

import org.jspecify.annotations.NullMarked;

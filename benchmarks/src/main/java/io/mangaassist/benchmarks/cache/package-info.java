/** Claims of the cache: {@link io.mangaassist.benchmarks.cache.HandOffRun} first. Peers with other class paths are in benchmarks/peers. */
@NullMarked
package io.mangaassist.benchmarks.cache;

import org.jspecify.annotations.NullMarked;

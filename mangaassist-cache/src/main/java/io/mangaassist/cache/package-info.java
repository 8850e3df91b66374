/**
 * A cache of answers in Redis whose writes cost the request nothing and lose nothing uncounted.
 *
 * <p>Open {@link io.mangaassist.cache.CacheWriter} first: it takes writes and returns at once. {@link
 * io.mangaassist.cache.ResponseCache} reads through a near cache in front of Redis and writes by a {@code CacheWriter};
 * {@link io.mangaassist.cache.RedisConnector} knows how to reach Redis; {@link io.mangaassist.cache.CacheScope} makes
 * the keys.
 */
@NullMarked
package io.mangaassist.cache;

import org.jspecify.annotations.NullMarked;

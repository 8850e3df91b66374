package io.mangaassist.cache;

/**
 * The known question nearest to one that was asked.
 *
 * @param key where its answer lies
 * @param mark its guard mark, see {@link QuestionGuard}
 * @param cosine how alike the two are
 */
record Neighbour(CacheKey key, long mark, double cosine) {}

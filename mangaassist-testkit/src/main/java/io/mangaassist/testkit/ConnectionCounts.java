package io.mangaassist.testkit;

/**
 * Connections that a simulator or proxy saw.
 *
 * @param opened accepted since the start
 * @param open open now
 */
public record ConnectionCounts(long opened, long open) {}

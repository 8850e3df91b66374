package io.mangaassist.dns;

/**
 * How a resolver has served since it was built.
 *
 * @param fresh answers given at once within their time-to-live
 * @param stale answers given at once from the last known good one, after its time-to-live
 * @param waited answers that somebody had to wait for, because none was known
 * @param failed resolutions that ended with a {@link DnsLookupException}
 * @param hosts how many hosts are known now
 */
public record DnsStatistics(long fresh, long stale, long waited, long failed, long hosts) {}

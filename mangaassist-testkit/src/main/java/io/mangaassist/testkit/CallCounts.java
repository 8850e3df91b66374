package io.mangaassist.testkit;

/**
 * What happened to the calls of one kind, at one moment.
 *
 * <p>Always {@code started = completed + cancelled + faulted + throttled + inFlight}. A call is counted as ended just before
 * its last byte leaves, so a client that has seen the end finds it counted.
 *
 * @param started calls whose request arrived whole
 * @param completed answered as a healthy service would
 * @param cancelled given up by the client, or cut by its connection
 * @param faulted ended by a {@link Fault}, or refused as a bad request
 * @param throttled refused by a quota of the behaviour (a scripted 429 counts as faulted)
 * @param inFlight not ended yet
 * @param peakInFlight the most that were ever in flight at once
 * @param tokensSent tokens of answers written so far, streams and whole answers
 */
public record CallCounts(
        long started,
        long completed,
        long cancelled,
        long faulted,
        long throttled,
        long inFlight,
        long peakInFlight,
        long tokensSent) {

    static final CallCounts ZERO = new CallCounts(0, 0, 0, 0, 0, 0, 0, 0);
}

package io.mangaassist.cache;

import java.util.Map;

/**
 * Where all the entries ever offered to a {@link CacheWriter} are, at one moment. Every entry is in exactly one place,
 * so that {@link #imbalance()} is 0 in every snapshot. Invalidations are entries too.
 *
 * @param offered calls of {@code write} and {@code invalidate}
 * @param written confirmed by Redis
 * @param coalesced replaced, while queued, by a later entry of the same key
 * @param dropped given up before anything was sent, by reason; every reason is a key
 * @param failed refused by Redis, or never accepted by the connection
 * @param unknown sent, but the connection ended before the reply: may or may not be in Redis
 * @param queued waiting
 * @param inFlight sent, no reply yet
 */
public record WriterSnapshot(
        long offered,
        long written,
        long coalesced,
        Map<DropReason, Long> dropped,
        long failed,
        long unknown,
        long queued,
        long inFlight) {

    /** Copies the map. */
    public WriterSnapshot {
        dropped = Map.copyOf(dropped);
    }

    /**
     * Tells how many entries were dropped for one reason.
     *
     * @param reason the reason
     * @return entries given up
     */
    public long dropped(DropReason reason) {
        return dropped.getOrDefault(reason, 0L);
    }

    /**
     * Sums the drops over all reasons.
     *
     * @return entries given up
     */
    public long droppedTotal() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Counts the entries that are nowhere.
     *
     * @return 0, or there is a defect in the writer
     */
    public long imbalance() {
        return offered - written - coalesced - droppedTotal() - failed - unknown - queued - inFlight;
    }
}

package io.mangaassist.cache;

import io.micrometer.core.instrument.Clock;

/** What all shards of a writer share. */
record WriterParts(
        CacheWriterConfig config,
        RedisNodes nodes,
        Intake intake,
        Ledger ledger,
        EntryEncoder encoder,
        Erasures erasures,
        MovedWrites moved,
        CacheWriterMeters meters,
        RedisFaultListener listener,
        Clock clock) {

    /** Ends an entry that the writer has already taken. */
    void drop(DropReason reason) {
        ledger.drop(Ledger.Place.QUEUED, reason);
        meters.dropped(reason);
    }

    /** A removal of which nobody knows whether it happened is made again; a second one does no harm. */
    void removeAgain(CacheKey key) {
        DropReason refused = intake.offer(key, Payload.removal(clock.monotonicTime()));
        if (refused != null) {
            meters.dropped(refused);
        }
    }
}

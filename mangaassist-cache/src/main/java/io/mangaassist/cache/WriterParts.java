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
        OwedRemovals owed,
        CacheWriterMeters meters,
        RedisFaultListener listener,
        Clock clock) {

    /** Ends an entry that the writer has already taken. */
    void drop(DropReason reason) {
        ledger.drop(Ledger.Place.QUEUED, reason);
        meters.dropped(reason);
    }

    /** Ends an entry whatever it is. */
    void drop(Slot slot, DropReason reason) {
        Payload unused = intake.take(slot);
        drop(reason);
    }
}

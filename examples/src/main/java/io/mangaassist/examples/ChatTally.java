package io.mangaassist.examples;

import io.mangaassist.cache.CacheResult;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What the chat itself counts; everything else is counted by the rooms. */
final class ChatTally {

    private final AtomicLongArray lookups = new AtomicLongArray(CacheResult.Source.values().length);
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void lookedUp(CacheResult.Source source) {
        lookups.incrementAndGet(source.ordinal());
    }

    void ended(boolean well) {
        (well ? answered : failed).increment();
    }

    long lookups(CacheResult.Source source) {
        return lookups.get(source.ordinal());
    }

    long lookups() {
        long all = 0;
        for (int i = 0; i < lookups.length(); i++) {
            all += lookups.get(i);
        }
        return all;
    }

    long hits() {
        return lookups() - lookups(CacheResult.Source.MISS);
    }

    long answered() {
        return answered.sum();
    }

    long failed() {
        return failed.sum();
    }
}

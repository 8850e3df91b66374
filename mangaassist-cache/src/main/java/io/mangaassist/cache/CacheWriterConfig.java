package io.mangaassist.cache;

import io.mangaassist.core.Checks;
import io.mangaassist.core.LiveSetting;
import java.time.Duration;

/** The settings of a writer, checked once. */
record CacheWriterConfig(
        Queue queue,
        Wire wire,
        LiveSetting<Duration> ttl,
        LiveSetting<Integer> maxEntryBytes,
        Compression compression,
        boolean newerOnly) {

    /** What waits. */
    record Queue(int maxEntries, long maxBytes, OverflowPolicy overflow, Duration staleAfter, Duration drainLimit) {

        private static final int MOST_ENTRIES = 1 << 20;

        Queue {
            Checks.check(
                    maxEntries >= 1 && maxEntries <= MOST_ENTRIES,
                    "queueEntries",
                    "between 1 and " + MOST_ENTRIES,
                    maxEntries);
            Checks.positive("queueBytes", maxBytes);
            Checks.positive("staleAfter", staleAfter);
            Checks.check(!drainLimit.isNegative(), "drainLimit", ">= 0", drainLimit);
        }

        Budget budget() {
            return new Budget(maxEntries, maxBytes);
        }
    }

    /** What is sent. */
    record Wire(int window, Duration stalledAfter, Duration recycleAfter, Duration slowAfter) {

        private static final int MOST_IN_FLIGHT = 1 << 14;

        Wire {
            Checks.check(window >= 1 && window <= MOST_IN_FLIGHT, "window", "between 1 and " + MOST_IN_FLIGHT, window);
            Checks.positive("stalledAfter", stalledAfter);
            Checks.check(
                    recycleAfter.compareTo(stalledAfter) >= 0,
                    "recycleAfter",
                    ">= stalledAfter (" + stalledAfter + ")",
                    recycleAfter);
            Checks.positive("slowAfter", slowAfter);
        }
    }

    CacheWriterConfig {
        Checks.positive("ttl", ttl.get());
        Checks.check(maxEntryBytes.get() > Frame.HEADER, "maxEntryBytes", "> " + Frame.HEADER, maxEntryBytes.get());
    }
}

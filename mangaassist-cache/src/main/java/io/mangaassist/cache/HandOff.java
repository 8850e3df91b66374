package io.mangaassist.cache;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.SegmentTimer;
import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import org.jspecify.annotations.Nullable;

/** All that a write costs its caller. Never throws, never blocks. */
final class HandOff {

    private final Intake intake;
    private final WriterPark park;
    private final CacheWriterMeters meters;
    private final Segments segments;
    private final Clock clock;

    HandOff(WriterParts parts, WriterPark park, Segments segments) {
        this.intake = parts.intake();
        this.meters = parts.meters();
        this.clock = parts.clock();
        this.park = park;
        this.segments = segments;
    }

    <V> void write(@Nullable CacheKey key, @Nullable V value, CacheCodec<V> codec) {
        if (key == null || key.isEmpty() || value == null) {
            refuse(DropReason.INVALID);
            return;
        }
        int weight = Weights.of(codec, value);
        if (weight == Weights.UNKNOWN) {
            refuse(DropReason.ENCODING);
            return;
        }
        offer(key, Payload.store(value, codec, weight, clock.monotonicTime()));
    }

    void remove(@Nullable CacheKey key) {
        if (key == null || key.isEmpty()) {
            refuse(DropReason.INVALID);
        } else {
            offer(key, Payload.removal(clock.monotonicTime()));
        }
    }

    private void offer(CacheKey key, Payload payload) {
        SegmentTimer segment = segments.start(Segment.CACHE_WRITE);
        DropReason refused = intake.offer(key, payload);
        if (refused != null) {
            meters.dropped(refused);
        } else {
            park.queued();
        }
        segment.stop(refused == null ? Outcome.SUCCESS : Outcome.REJECTED);
    }

    private void refuse(DropReason reason) {
        intake.refuse(reason);
        meters.dropped(reason);
    }
}

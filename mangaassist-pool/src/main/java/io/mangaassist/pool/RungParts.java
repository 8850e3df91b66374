package io.mangaassist.pool;

import java.time.Duration;

/** What a {@link Rung} is made of; the expected hold time stands until calls have shown the true one. */
record RungParts(
        PermitPool permits,
        LiveBreaker breaker,
        Quota quota,
        EffectiveLimit throttle,
        RungMeters meters,
        Duration expectedHold,
        long firstTokenTimeoutNanos) {}

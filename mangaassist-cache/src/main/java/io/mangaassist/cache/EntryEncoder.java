package io.mangaassist.cache;

import io.mangaassist.core.LiveSetting;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes commands from payloads: encodes, compresses, frames, limits the size, gives the time to live. Writer's thread. */
final class EntryEncoder {

    /** An entry that must not be sent. */
    static final class Refusal extends Exception {

        private static final long serialVersionUID = 1L;

        private final DropReason reason;

        Refusal(DropReason reason) {
            super(reason.tag(), null, false, false);
            this.reason = reason;
        }

        DropReason reason() {
            return reason;
        }
    }

    /** Below this a compressed body is hardly smaller. */
    private static final int COMPRESS_FROM_BYTES = 512;
    /** Nor is it worth the reader's work if it saves less than a tenth. */
    private static final int SAVED_SHARE = 10;
    /** Entries written together must not end together: a tenth either way. */
    private static final double JITTER = 0.1;

    private final CacheWriterConfig config;
    private final LiveSetting<Duration> ttl;
    private final @Nullable RedisPressure pressure;
    private final Clock clock;
    private final SeenTwice seen = new SeenTwice();

    private long lastVersion;

    EntryEncoder(CacheWriterConfig config, @Nullable RedisPressure pressure, Clock clock) {
        this.config = config;
        this.pressure = pressure;
        this.ttl = config.ttl();
        this.clock = clock;
    }

    RedisRequest encode(CacheKey key, Payload payload) throws Refusal {
        if (payload.isRemoval()) {
            return RedisRequest.unlink(key.redisKey());
        }
        RedisRequest before = payload.encodedRequest();
        if (before != null) {
            return before;
        }
        if (!isAdmitted(key)) {
            throw new Refusal(DropReason.PRESSURE);
        }
        if (payload.codec() instanceof TaggedVectors vectors) {
            return vector(key, payload, vectors.tag());
        }
        byte[] frame = frame(payload);
        if (frame.length > config.maxEntryBytes().get()) {
            throw new Refusal(DropReason.TOO_LARGE);
        }
        long millis = ttlMillis();
        return config.newerOnly()
                ? RedisRequest.setIfNewer(key.redisKey(), frame, millis)
                : RedisRequest.set(key.redisKey(), frame, millis);
    }

    private boolean isAdmitted(CacheKey key) {
        if (pressure == null) {
            return true;
        }
        boolean again = seen.again(key);
        return switch (pressure.state()) {
            case CRITICAL -> false;
            case HIGH -> again;
            case UNBOUNDED, NORMAL, ELEVATED -> true;
        };
    }

    /** A vector for the server's own search lies there bare: the server must be able to read it. */
    private RedisRequest vector(CacheKey key, Payload payload, String tag) throws Refusal {
        byte[] floats = payload.encode();
        if (floats.length > config.maxEntryBytes().get()) {
            throw new Refusal(DropReason.TOO_LARGE);
        }
        return RedisRequest.setVector(key.redisKey(), floats, ttlMillis(), tag);
    }

    private byte[] frame(Payload payload) throws Refusal {
        try {
            return frame(Objects.requireNonNull(payload.encode()));
        } catch (StackOverflowError cyclicValue) {
            throw new Refusal(DropReason.ENCODING);
        } catch (VirtualMachineError error) {
            throw error;
        } catch (Throwable codecFailure) {
            throw new Refusal(DropReason.ENCODING);
        }
    }

    private byte[] frame(byte[] raw) {
        if (config.compression() != Compression.NONE && raw.length >= COMPRESS_FROM_BYTES) {
            byte[] body = config.compression().shrink(raw);
            if (body.length <= raw.length - raw.length / SAVED_SHARE) {
                return Frame.wrap(body, config.compression(), raw.length, nextVersion());
            }
        }
        return Frame.wrap(raw, Compression.NONE, raw.length, nextVersion());
    }

    /** Microseconds since 1970, and always more than the last one. */
    private long nextVersion() {
        lastVersion = Math.max(lastVersion + 1, TimeUnit.MILLISECONDS.toMicros(clock.wallTime()));
        return lastVersion;
    }

    private long ttlMillis() {
        double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        Duration life = pressure == null ? ttl.get() : pressure.ttl(ttl.get());
        return Math.max(1, Math.round(life.toMillis() * factor));
    }
}

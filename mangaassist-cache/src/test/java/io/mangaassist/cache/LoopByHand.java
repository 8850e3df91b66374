package io.mangaassist.cache;

import io.mangaassist.core.LiveSetting;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A writer's inside without its thread: the test makes the turns, the time and Redis' replies. */
final class LoopByHand {

    static final int ENTRIES = 64;

    final ScriptedRedis redis = new ScriptedRedis();
    final MockClock clock = redis.clock;
    final Ledger ledger = new Ledger();
    final Intake intake = new Intake(new Budget(ENTRIES, 1 << 20), ledger, () -> {});
    final WriteLoop loop;

    LoopByHand(int window) {
        CacheWriterConfig config = new CacheWriterConfig(
                new CacheWriterConfig.Queue(
                        ENTRIES, 1 << 20, OverflowPolicy.DROP_OLDEST, Duration.ofSeconds(2), Duration.ZERO),
                new CacheWriterConfig.Wire(window, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1)),
                LiveSetting.fixed("ttl", Duration.ofMinutes(30)),
                LiveSetting.fixed("maxEntryBytes", 1 << 12),
                Compression.NONE,
                false);
        CacheWriterMeters meters = new CacheWriterMeters(new SimpleMeterRegistry(), "by-hand");
        this.loop = new WriteLoop(new WriterParts(
                config,
                redis,
                intake,
                ledger,
                new EntryEncoder(config, null, clock),
                new Erasures(new KeyWalk(redis), clock),
                new MovedWrites(clock, ledger, meters::coalesced),
                new OwedRemovals(intake, clock, meters::dropped),
                meters,
                (fault, host, port) -> {},
                clock));
    }

    void write(int key, String value) {
        write(key, value, CacheCodec.TEXT);
    }

    void write(int key, String value, CacheCodec<String> codec) {
        DropReason unused = intake.offer(Keys.key(key), Payload.store(value, codec, 10, clock.monotonicTime()));
    }

    void remove(int key) {
        DropReason unused = intake.offer(Keys.key(key), Payload.removal(clock.monotonicTime()));
    }

    /** Makes turns until nothing moves, connecting included. */
    void turn() {
        for (int i = 0; i < 3; i++) {
            int unused = loop.turn();
        }
    }

    void pass(Duration time) {
        clock.add(time);
        turn();
    }

    /** Replies to everything until nothing comes any more; returns the last verb of the key, null if there was none. */
    RedisRequest.@Nullable Verb settle(int key) {
        byte[] wanted = Keys.key(key).redisKey();
        RedisRequest.@Nullable Verb last = null;
        for (int i = 0; i < 20; i++) {
            while (!redis.calls.isEmpty()) {
                RedisCall call = redis.next();
                if (Arrays.equals(call.request().key(), wanted)) {
                    last = call.request().verb();
                }
                call.replied(null);
                turn();
            }
            pass(Duration.ofMillis(200));
        }
        return last;
    }
}

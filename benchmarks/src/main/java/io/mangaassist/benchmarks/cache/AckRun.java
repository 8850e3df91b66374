package io.mangaassist.benchmarks.cache;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.mangaassist.cache.CacheScope;
import io.mangaassist.cache.CacheWriter;
import io.mangaassist.cache.RedisConnector;
import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;

/**
 * Where we are behind: how long after the call a write of 4 KB is confirmed, 10,000 times a second, on a healthy Redis.
 * Ours passes one more thread, which looks once a millisecond; Lettuce's goes out at once.
 */
public final class AckRun {

    private static final byte[] VALUE = new byte[4096];

    private AckRun() {}

    /** Arguments: none. */
    public static void main(String[] args) {
        try (RedisFixture redis =
                RedisFixture.builder().maxMemoryBytes(1L << 30).build()) {
            RedisURI uri = RedisURI.create(redis.uri());
            System.out.println("| call to confirmation | mean us |");
            System.out.println("|---|---|");
            ours(uri);
            lettuce(uri);
        }
    }

    private static void ours(RedisURI uri) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        CacheScope scope = CacheScope.builder("bench").build();
        try (RedisConnector connector = RedisConnector.of(uri);
                CacheWriter writer =
                        CacheWriter.builder(connector).meterRegistry(registry).build()) {
            print("ours", number -> writer.write(scope.key("question " + number), VALUE), () -> {
                Timer timer = registry.get("mangaassist.cache.write")
                        .tag("outcome", "written")
                        .timer();
                return timer.totalTime(TimeUnit.MICROSECONDS);
            });
        }
    }

    private static void lettuce(RedisURI uri) {
        LongAdder nanos = new LongAdder();
        try (RedisClient client = RedisClient.create(uri)) {
            RedisAsyncCommands<byte[], byte[]> redis =
                    client.connect(ByteArrayCodec.INSTANCE).async();
            IntConsumer write = number -> {
                byte[] key = ("question " + number).getBytes(StandardCharsets.US_ASCII);
                long start = System.nanoTime();
                var unused = redis.set(key, VALUE, SetArgs.Builder.px(1_800_000))
                        .whenComplete((ok, failure) -> nanos.add(System.nanoTime() - start));
            };
            print("Lettuce async", write, () -> nanos.sum() / 1e3);
        }
    }

    private static void print(String name, IntConsumer write, DoubleSupplier totalMicros) {
        PacedRow unused = PacedRow.measure(name, 2, write);
        double before = totalMicros.getAsDouble();
        int seconds = 5;
        int calls = PacedRow.paced(write, seconds);
        System.out.printf(Locale.ROOT, "| %s | %.0f |%n", name, (totalMicros.getAsDouble() - before) / calls);
    }
}

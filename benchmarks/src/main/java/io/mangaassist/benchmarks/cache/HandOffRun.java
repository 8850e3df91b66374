package io.mangaassist.benchmarks.cache;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.mangaassist.cache.CacheCodec;
import io.mangaassist.cache.CacheKey;
import io.mangaassist.cache.CacheScope;
import io.mangaassist.cache.CacheWriter;
import io.mangaassist.cache.RedisConnector;
import io.mangaassist.cache.ResponseCache;
import io.mangaassist.core.Segments;
import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;

/**
 * What a request pays to hand a write of 4 KB over, 10,000 times a second, against a healthy Redis on loopback. Rows in
 * one JVM, one after the other: nothing at all, a reference put into a JCTools queue, our writer (keys made before), the
 * same with a timer and a tracing handler, with the near cache, and raw Lettuce async.
 */
public final class HandOffRun {

    private static final int KEYS = 10_000;
    private static final int VALUE_BYTES = 4096;
    private static final int QUEUE = 8192;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final byte[][] values =
            IntStream.range(0, KEYS).mapToObj(number -> new byte[VALUE_BYTES]).toArray(byte[][]::new);
    private final CacheKey[] keys;

    private HandOffRun() {
        CacheScope scope = CacheScope.builder("bench").build();
        this.keys = IntStream.range(0, KEYS)
                .mapToObj(number -> scope.key("question " + number))
                .toArray(CacheKey[]::new);
    }

    /** Arguments: seconds a row; 8 if not given. */
    public static void main(String[] args) {
        int seconds = args.length == 0 ? 8 : Integer.parseInt(args[0]);
        try (RedisFixture redis =
                RedisFixture.builder().maxMemoryBytes(1L << 30).build()) {
            RedisURI uri = RedisURI.create(redis.uri());
            List<PacedRow> rows = new HandOffRun().rows(uri, seconds);
            System.out.println("| hand-off at 10,000/s | p50 ns | p99 ns | p99.9 ns | max us | B/op |");
            System.out.println("|---|---|---|---|---|---|");
            rows.forEach(row -> System.out.println(row.line()));
            PacedRow ours = rows.get(2);
            System.out.printf(
                    Locale.ROOT,
                    "p99.9 of ours / queue: %.1f; p50 of ours / Lettuce async: 1/%.1f%n",
                    ours.at(99.9) / rows.get(1).at(99.9),
                    rows.get(rows.size() - 1).at(50) / ours.at(50));
        }
    }

    private List<PacedRow> rows(RedisURI uri, int seconds) {
        List<PacedRow> rows = new ArrayList<>();
        rows.add(PacedRow.measure("nothing (two clock reads)", seconds, number -> {}));
        rows.add(queue(seconds));
        rows.add(writer("ours: writer", uri, Segments.none(), seconds));
        rows.add(writer("ours: writer, timed", uri, Segments.of(registry), seconds));
        rows.add(writer(
                "ours: writer, timed and traced",
                uri,
                Segments.builder(registry).name("traced").tracing(new Spans()).build(),
                seconds));
        rows.add(nearCache(uri, seconds));
        rows.add(lettuce(uri, seconds));
        return rows;
    }

    private PacedRow queue(int seconds) {
        MpscAtomicArrayQueue<byte[]> queue = new MpscAtomicArrayQueue<>(QUEUE);
        Thread taker = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                while (queue.poll() != null) {
                    Thread.onSpinWait();
                }
                LockSupport.parkNanos(1_000_000);
            }
        });
        taker.start();
        PacedRow row =
                PacedRow.measure("JCTools queue, a reference", seconds, number -> queue.offer(values[number % KEYS]));
        taker.interrupt();
        return row;
    }

    private PacedRow writer(String name, RedisURI uri, Segments segments, int seconds) {
        try (RedisConnector connector = RedisConnector.of(uri);
                CacheWriter writer = CacheWriter.builder(connector)
                        .meterRegistry(registry)
                        .segments(segments)
                        .build()) {
            return PacedRow.measure(name, seconds, number -> writer.write(keys[number % KEYS], values[number % KEYS]));
        }
    }

    private PacedRow nearCache(RedisURI uri, int seconds) {
        try (RedisConnector connector = RedisConnector.of(uri);
                CacheWriter writer =
                        CacheWriter.builder(connector).meterRegistry(registry).build();
                ResponseCache<byte[]> cache = ResponseCache.builder(connector, writer, CacheCodec.BYTES)
                        .meterRegistry(registry)
                        .build()) {
            return PacedRow.measure(
                    "ours: writer and near cache",
                    seconds,
                    number -> cache.put(keys[number % KEYS], values[number % KEYS]));
        }
    }

    private PacedRow lettuce(RedisURI uri, int seconds) {
        try (RedisClient client = RedisClient.create(uri)) {
            RedisAsyncCommands<byte[], byte[]> redis =
                    client.connect(ByteArrayCodec.INSTANCE).async();
            byte[][] names = IntStream.range(0, KEYS)
                    .mapToObj(number -> ("question " + number).getBytes(StandardCharsets.US_ASCII))
                    .toArray(byte[][]::new);
            IntConsumer write = number -> {
                var unused = redis.set(names[number % KEYS], values[number % KEYS], SetArgs.Builder.px(1_800_000));
            };
            return PacedRow.measure("Lettuce async", seconds, write);
        }
    }

    /** Takes part in every observation, as a tracer would. */
    private static final class Spans implements ObservationHandler<Observation.Context> {

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}

package io.mangaassist.benchmarks.pool;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.mangaassist.core.LiveSettings;
import io.mangaassist.pool.BedrockPool;
import io.mangaassist.pool.BedrockRung;
import io.mangaassist.pool.PoolWaiting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;

/**
 * How long changing the number of permits takes while all are in use: ours by the live setting, from its change to the
 * pool's new limit, with waiters; Resilience4j's by {@code changeConfig}, from 10 to 5 while calls end one by one.
 */
public final class ResizeRun {

    private static final int TIMES = 20_000;

    private ResizeRun() {}

    /**
     * Prints both.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        ours();
        resilience4j();
    }

    private static void ours() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (LiveSettings settings =
                        LiveSettings.builder().meterRegistry(registry).build();
                BedrockPool pool = BedrockPool.builder()
                        .rung(BedrockRung.of("sonnet", "sonnet", new InstantBedrock(false))
                                .permits(settings.intSetting("bedrock-pool-size", 1, 400, 10)))
                        .waiting(PoolWaiting.defaults().longest(Duration.ofMinutes(5)))
                        .firstTokenTimeout(Duration.ofMinutes(5))
                        .totalTimeout(Duration.ofMinutes(5))
                        .meterRegistry(registry)
                        .drain(Duration.ZERO)
                        .build()) {
            ConverseRequest request =
                    ConverseRequest.builder().modelId("sonnet").build();
            for (int i = 0; i < 30; i++) {
                var unused = pool.asyncClient().converse(request);
            }
            long[] nanos = new long[TIMES];
            for (int i = 0; i < TIMES; i++) {
                String size = i % 2 == 0 ? "5" : "10";
                long start = System.nanoTime();
                boolean set = settings.set("bedrock-pool-size", size);
                int limit = pool.snapshot().rungs().get(0).limit();
                nanos[i] = System.nanoTime() - start;
                if (!set || limit != Integer.parseInt(size)) {
                    throw new IllegalStateException("not resized");
                }
            }
            // the first half warms up
            long[] warm = Arrays.copyOfRange(nanos, TIMES / 2, TIMES);
            Arrays.sort(warm);
            System.out.printf(
                    Locale.ROOT,
                    "ours: 10 <-> 5 permits, %s: p50 %.1f us, p99 %.1f us, max %.1f us%n",
                    pool.snapshot().rungs().get(0),
                    warm[warm.length / 2] / 1e3,
                    warm[warm.length * 99 / 100] / 1e3,
                    warm[warm.length - 1] / 1e3);
        }
    }

    private static void resilience4j() {
        Bulkhead bulkhead = Bulkhead.of(
                "sonnet",
                Peers.bulkheadConfig(10).fairCallHandlingStrategyEnabled(true).build());
        ScheduledExecutorService ends = Executors.newSingleThreadScheduledExecutor();
        try {
            for (int i = 0; i < 10; i++) {
                bulkhead.acquirePermission();
                var unused = ends.schedule(bulkhead::onComplete, 500 + 200L * i, TimeUnit.MILLISECONDS);
            }
            long start = System.nanoTime();
            bulkhead.changeConfig(Peers.bulkheadConfig(5).build());
            System.out.printf(
                    Locale.ROOT,
                    "resilience4j: changeConfig 10 -> 5 returned after %.0f us%n",
                    (System.nanoTime() - start) / 1e3);
        } finally {
            ends.shutdown();
        }
    }
}

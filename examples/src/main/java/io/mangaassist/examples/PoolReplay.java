package io.mangaassist.examples;

import io.mangaassist.examples.IncidentReplay.BeforeAfter;
import io.mangaassist.pool.BedrockPool;
import io.mangaassist.pool.BedrockRung;
import io.mangaassist.pool.PoolSnapshot;
import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.Latency;
import io.mangaassist.testkit.ModelBehaviour;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** Scenario 2: a flash sale asks forty questions at once of a pool of four. */
final class PoolReplay {

    private static final int CUSTOMERS = 40;
    private static final int POOL = 4;
    private static final Duration PROMISE = Duration.ofSeconds(2);

    private PoolReplay() {}

    static BeforeAfter run() {
        try (BedrockSimulator bedrock = BedrockSimulator.builder()
                        .model(SimulatedWorld.SONNET, takes(Duration.ofMillis(400)))
                        .model(SimulatedWorld.HAIKU, takes(Duration.ofMillis(100)))
                        .build();
                BedrockRuntimeAsyncClient sonnet = SimulatedClient.of(bedrock, CUSTOMERS);
                BedrockRuntimeAsyncClient haiku = SimulatedClient.of(bedrock, CUSTOMERS)) {
            warm(sonnet);
            warm(haiku);
            return new BeforeAfter(queueing(bedrock), laddered(sonnet, haiku));
        }
    }

    private static ModelBehaviour takes(Duration time) {
        return ModelBehaviour.builder().latency(Latency.fixed(time)).build();
    }

    /** The SDK alone with as many connections: it queues, and its customers wait for as long as that takes. */
    private static String queueing(BedrockSimulator bedrock) {
        try (BedrockRuntimeAsyncClient client = SimulatedClient.of(
                bedrock,
                POOL,
                http -> http.maxConcurrency(POOL).connectionAcquisitionTimeout(Duration.ofSeconds(10)))) {
            warm(client);
            return sale(client);
        }
    }

    private static String laddered(BedrockRuntimeAsyncClient sonnet, BedrockRuntimeAsyncClient haiku) {
        try (BedrockPool pool = BedrockPool.builder()
                .rung(BedrockRung.of("sonnet", SimulatedWorld.SONNET, sonnet).permits(POOL))
                .rung(BedrockRung.of("haiku", SimulatedWorld.HAIKU, haiku).permits(2 * POOL))
                .degraded("The shop is very busy. Please ask again in a minute.")
                .build()) {
            String seen = sale(pool.asyncClient());
            PoolSnapshot end = pool.snapshot();
            return seen
                    + IncidentReplay.text(
                            "; %d by Sonnet, %d by Haiku, %d asked to come back",
                            end.rungs().get(0).answered(), end.rungs().get(1).answered(), end.degraded());
        }
    }

    private static String sale(BedrockRuntimeAsyncClient client) {
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger inTime = new AtomicInteger();
        long start = Clock.SYSTEM.monotonicTime();
        List<CompletableFuture<Boolean>> customers = IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> ask(client).handle((answer, failure) -> {
                    boolean well = failure == null;
                    boolean soon = Clock.SYSTEM.monotonicTime() - start <= PROMISE.toNanos();
                    answered.addAndGet(well ? 1 : 0);
                    inTime.addAndGet(well && soon ? 1 : 0);
                    return well;
                }))
                .toList();
        CompletableFuture.allOf(customers.toArray(CompletableFuture<?>[]::new)).join();
        return IncidentReplay.text(
                "%d of %d answered within 2 s, %d in all, the last after %.1f s",
                inTime.get(), CUSTOMERS, answered.get(), (Clock.SYSTEM.monotonicTime() - start) / 1e9);
    }

    /** Opens connections and loads classes, so that neither way pays for them. */
    private static void warm(BedrockRuntimeAsyncClient client) {
        CompletableFuture.allOf(
                        IntStream.range(0, POOL).mapToObj(i -> ask(client)).toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private static CompletableFuture<ConverseResponse> ask(BedrockRuntimeAsyncClient client) {
        return client.converse(request ->
                request.modelId(SimulatedWorld.SONNET).messages(SimulatedClient.question("Is it in the sale?")));
    }
}

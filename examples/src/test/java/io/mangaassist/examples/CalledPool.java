package io.mangaassist.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mangaassist.pool.BedrockPool;
import io.mangaassist.pool.BedrockRung;
import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.Latency;
import io.mangaassist.testkit.ModelBehaviour;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** A simulated Bedrock with two models, the SDK's client for each, and the pool that frameworks are given. */
final class CalledPool implements AutoCloseable {

    static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";
    static final String HAIKU = "anthropic.claude-3-haiku-20240307-v1:0";
    /** Every token is another one, so that a missing, doubled or foreign one shows. */
    static final String BY_SONNET = numbered("sonnet");

    static final String BY_HAIKU = numbered("haiku");

    final BedrockSimulator simulator;
    final BedrockPool pool;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BedrockRuntimeAsyncClient sonnet;
    private final BedrockRuntimeAsyncClient haiku;

    CalledPool(Wire wire, int permits, UnaryOperator<BedrockPool.Builder> more) {
        simulator = wire.simulator()
                .model(SONNET, answers(BY_SONNET, Duration.ZERO))
                .model(HAIKU, answers(BY_HAIKU, Duration.ZERO))
                .build();
        sonnet = wire.client(simulator);
        haiku = wire.client(simulator);
        pool = more.apply(BedrockPool.builder()
                        .rung(BedrockRung.of("sonnet", SONNET, sonnet).permits(permits))
                        .rung(BedrockRung.of("haiku", HAIKU, haiku).permits(permits))
                        .meterRegistry(registry)
                        .firstTokenTimeout(Duration.ofSeconds(15))
                        .totalTimeout(Duration.ofSeconds(15)))
                .build();
    }

    static ModelBehaviour answers(String text, Duration firstToken) {
        return ModelBehaviour.builder()
                .answer(text)
                .timeToFirstToken(Latency.fixed(firstToken))
                .build();
    }

    private static String numbered(String model) {
        return IntStream.rangeClosed(1, 30).mapToObj(i -> model + i).collect(Collectors.joining(" "));
    }

    /** The pool's clients, as a framework takes them. */
    Framework.Clients clients() {
        return new Framework.Clients(pool.client(), pool.asyncClient(), SONNET);
    }

    SimpleMeterRegistry registry() {
        return registry;
    }

    double fellBack(String to) {
        return registry.find("mangaassist.bedrock.fallback").tag("to", to).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    double rejected() {
        return registry.find("mangaassist.pool.rejected").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** Both rungs have all their permits, and nobody waits. */
    void assertAtRest() {
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(sum("mangaassist.pool.permits.active"))
                    .as("permits in use")
                    .isZero();
            assertThat(sum("mangaassist.pool.queue.depth")).as("waiting").isZero();
        });
    }

    private double sum(String gauge) {
        return registry.get(gauge).gauges().stream().mapToDouble(Gauge::value).sum();
    }

    @Override
    public void close() {
        pool.close(Duration.ofSeconds(1));
        sonnet.close();
        haiku.close();
        simulator.close();
    }
}

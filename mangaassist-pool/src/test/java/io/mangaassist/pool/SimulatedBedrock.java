package io.mangaassist.pool;

import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.Latency;
import io.mangaassist.testkit.ModelBehaviour;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** A simulated Bedrock with two models, a real client for each, and a pool over them. */
final class SimulatedBedrock implements AutoCloseable {

    static final String SONNET = "jp.anthropic.claude-sonnet-4-5-20250929-v1:0";
    static final String HAIKU = "jp.anthropic.claude-haiku-4-5-20251001-v1:0";
    static final String SONNET_SAYS = "sonnet says one two three four five";
    static final String HAIKU_SAYS = "haiku says one two three";
    static final String DEGRADED = "We are very busy, please ask again in a minute.";

    final BedrockSimulator simulator;
    final BedrockRuntimeAsyncClient sonnet;
    final BedrockRuntimeAsyncClient haiku;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final List<Route> routes = new CopyOnWriteArrayList<>();

    SimulatedBedrock(Road road) {
        simulator = road.simulator()
                .model(SONNET, answers(SONNET_SAYS))
                .model(HAIKU, answers(HAIKU_SAYS))
                .build();
        sonnet = road.client(simulator);
        haiku = road.client(simulator);
    }

    static ModelBehaviour answers(String text) {
        return ModelBehaviour.builder().answer(text).build();
    }

    static ModelBehaviour slow(String text, Duration firstToken) {
        return ModelBehaviour.builder()
                .answer(text)
                .timeToFirstToken(Latency.fixed(firstToken))
                .build();
    }

    /** Slow enough that what was sent before a fault is read before it. */
    static ModelBehaviour paced(String text) {
        return ModelBehaviour.builder().answer(text).tokensPerSecond(30).build();
    }

    BedrockPool pool() {
        return pool(builder -> builder);
    }

    /** Sonnet with 4 permits over Haiku with 8, and no degraded answer. */
    BedrockPool pool(UnaryOperator<BedrockPool.Builder> more) {
        return more.apply(BedrockPool.builder()
                        .rung(BedrockRung.of("sonnet", SONNET, sonnet).permits(4))
                        .rung(BedrockRung.of("haiku", HAIKU, haiku).permits(8))
                        .meterRegistry(registry)
                        .routeListener(routes::add)
                        .firstTokenTimeout(Duration.ofSeconds(20))
                        .totalTimeout(Duration.ofSeconds(30))
                        .drain(Duration.ofSeconds(5)))
                .build();
    }

    static ConverseRequest question(String modelId) {
        return ConverseRequest.builder().modelId(modelId).messages(ask()).build();
    }

    static ConverseStreamRequest streamed(String modelId) {
        return ConverseStreamRequest.builder().modelId(modelId).messages(ask()).build();
    }

    static ConverseStreamRequest streamed(String modelId, String question) {
        return ConverseStreamRequest.builder()
                .modelId(modelId)
                .messages(ask(question))
                .build();
    }

    static Message ask() {
        return ask("Which volume of One Piece is new?");
    }

    private static Message ask(String question) {
        return Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(question))
                .build();
    }

    @Override
    public void close() {
        sonnet.close();
        haiku.close();
        simulator.close();
    }
}

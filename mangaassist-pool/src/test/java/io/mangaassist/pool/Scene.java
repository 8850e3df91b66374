package io.mangaassist.pool;

import static io.mangaassist.pool.SimulatedBedrock.HAIKU;
import static io.mangaassist.pool.SimulatedBedrock.SONNET;

import io.mangaassist.testkit.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InternalServerException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;

/** Two clients answered by hand, time that is moved by hand, and what the pool has told. */
final class Scene {

    final VirtualTime time = VirtualTime.start();
    final FakeBedrock sonnet = new FakeBedrock();
    final FakeBedrock haiku = new FakeBedrock();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final List<Route> routes = new CopyOnWriteArrayList<>();

    BedrockPool.Builder builder() {
        return BedrockPool.builder()
                .clock(time.clock())
                .scheduler(time.scheduler())
                .executor(Runnable::run)
                .firstTokenTimeout(Duration.ofSeconds(20))
                .routeListener(routes::add)
                .drain(Duration.ZERO)
                .meterRegistry(registry);
    }

    BedrockPool pool(UnaryOperator<BedrockPool.Builder> more, UnaryOperator<BedrockRung> primary) {
        return more.apply(builder())
                .rung(primary.apply(BedrockRung.of("sonnet", SONNET, sonnet)))
                .rung(BedrockRung.of("haiku", HAIKU, haiku).permits(100))
                .build();
    }

    static CompletableFuture<ConverseResponse> ask(BedrockPool pool) {
        return pool.asyncClient().converse(SimulatedBedrock.question(SONNET));
    }

    static String text(CompletableFuture<ConverseResponse> answer) {
        return answer.join().output().message().content().get(0).text();
    }

    static ThrottlingException throttled() {
        return ThrottlingException.builder().statusCode(429).build();
    }

    static InternalServerException broken() {
        return InternalServerException.builder().statusCode(500).build();
    }
}

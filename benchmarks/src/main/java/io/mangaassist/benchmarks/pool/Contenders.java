package io.mangaassist.benchmarks.pool;

import static io.mangaassist.benchmarks.pool.SimulatedService.HAIKU;
import static io.mangaassist.benchmarks.pool.SimulatedService.SONNET;

import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.mangaassist.pool.BedrockPool;
import io.mangaassist.pool.BedrockRung;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.util.TypeLiteral;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/**
 * Those who serve the sale, each with the same permits for Sonnet and for Haiku. The peers get a fallback by hand: whoever
 * is refused by Sonnet's permits is asked of Haiku.
 */
final class Contenders {

    static final List<String> NAMES = List.of("sdk", "resilience4j", "netflix", "smallrye", "ours");

    private static final ConverseRequest ASK_SONNET = Clients.ask(SONNET);
    private static final ConverseRequest ASK_HAIKU = Clients.ask(HAIKU);

    private Contenders() {}

    static Contender of(String name, URI endpoint, int sonnet, int haiku) {
        return switch (name) {
            case "sdk" -> sdk(endpoint, sonnet);
            case "resilience4j" -> resilience4j(endpoint, sonnet, haiku);
            case "netflix" -> netflix(endpoint, sonnet, haiku);
            case "smallrye" -> smallrye(endpoint, sonnet, haiku);
            case "ours" -> ours(endpoint, sonnet, haiku);
            default -> throw new IllegalArgumentException("no contender " + name);
        };
    }

    private static Contender sdk(URI endpoint, int permits) {
        WatchedClient client = new WatchedClient(Clients.incident(endpoint, permits), permits);
        return new Simple("sdk", client, client, () -> client.converse(ASK_SONNET));
    }

    private static Contender resilience4j(URI endpoint, int permits, int below) {
        Bulkhead sonnets = Peers.bulkhead(permits);
        Bulkhead haikus = Peers.bulkhead(below);
        CircuitBreaker breaker = CircuitBreaker.ofDefaults("sonnet");
        WatchedClient sonnet = new WatchedClient(Clients.open(endpoint), permits);
        BedrockRuntimeAsyncClient haiku = Clients.open(endpoint);
        return new Simple(
                "resilience4j",
                sonnet,
                haiku,
                () -> orElse(
                        sonnets.executeCompletionStage(
                                () -> breaker.executeCompletionStage(() -> sonnet.converse(ASK_SONNET))),
                        () -> haikus.executeCompletionStage(() -> haiku.converse(ASK_HAIKU))));
    }

    private static Contender netflix(URI endpoint, int permits, int below) {
        Limiter<Void> sonnets =
                SimpleLimiter.newBuilder().limit(FixedLimit.of(permits)).build();
        Limiter<Void> haikus =
                SimpleLimiter.newBuilder().limit(FixedLimit.of(below)).build();
        WatchedClient sonnet = new WatchedClient(Clients.open(endpoint), permits);
        BedrockRuntimeAsyncClient haiku = Clients.open(endpoint);
        return new Simple(
                "netflix",
                sonnet,
                haiku,
                () -> orElse(limited(sonnets, sonnet, ASK_SONNET), () -> limited(haikus, haiku, ASK_HAIKU)));
    }

    private static CompletionStage<ConverseResponse> limited(
            Limiter<Void> limiter, BedrockRuntimeAsyncClient client, ConverseRequest request) {
        var taken = limiter.acquire(null);
        if (taken.isEmpty()) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("limit"));
        }
        return client.converse(request).whenComplete((answer, failure) -> {
            if (failure == null) {
                taken.get().onSuccess();
            } else {
                taken.get().onIgnore();
            }
        });
    }

    /** Its queue knows no time, so it is made as short as a wait may be: 200 ms at the pace of the permits. */
    private static Contender smallrye(URI endpoint, int permits, int below) {
        TypedGuard<CompletionStage<ConverseResponse>> sonnets = guard(permits, Math.max(1, permits * 2 / 5));
        TypedGuard<CompletionStage<ConverseResponse>> haikus = guard(below, below);
        WatchedClient sonnet = new WatchedClient(Clients.open(endpoint), permits);
        BedrockRuntimeAsyncClient haiku = Clients.open(endpoint);
        return new Simple(
                "smallrye",
                sonnet,
                haiku,
                () -> orElse(
                        sonnets.get(() -> sonnet.converse(ASK_SONNET)),
                        () -> haikus.get(() -> haiku.converse(ASK_HAIKU))));
    }

    private static TypedGuard<CompletionStage<ConverseResponse>> guard(int permits, int queue) {
        return TypedGuard.create(new TypeLiteral<CompletionStage<ConverseResponse>>() {})
                .withBulkhead()
                .limit(permits)
                .queueSize(queue)
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(100)
                .skipOn(BulkheadException.class)
                .done()
                .withThreadOffload(false)
                .build();
    }

    private static Contender ours(URI endpoint, int permits, int below) {
        WatchedClient sonnet = new WatchedClient(Clients.open(endpoint), permits);
        BedrockRuntimeAsyncClient haiku = Clients.open(endpoint);
        BedrockPool pool = BedrockPool.builder()
                .rung(BedrockRung.of("sonnet", SONNET, sonnet).permits(permits))
                .rung(BedrockRung.of("haiku", HAIKU, haiku).permits(below))
                .meterRegistry(new SimpleMeterRegistry())
                .drain(Duration.ofSeconds(10))
                .build();
        return new Simple(
                "ours",
                sonnet,
                () -> close(pool, haiku),
                () -> pool.asyncClient().converse(ASK_SONNET));
    }

    private static void close(BedrockPool pool, BedrockRuntimeAsyncClient haiku) {
        pool.close();
        haiku.close();
    }

    private static CompletionStage<ConverseResponse> orElse(
            CompletionStage<ConverseResponse> first, Supplier<CompletionStage<ConverseResponse>> second) {
        return first.exceptionallyCompose(
                failure -> isRefusal(failure) ? second.get() : CompletableFuture.failedFuture(failure));
    }

    private static boolean isRefusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof BulkheadFullException
                || cause instanceof CallNotPermittedException
                || cause instanceof BulkheadException
                || cause instanceof CircuitBreakerOpenException
                || cause instanceof RejectedExecutionException;
    }

    private record Simple(
            String name, WatchedClient sonnet, AutoCloseable other, Supplier<CompletionStage<ConverseResponse>> call)
            implements Contender {

        @Override
        public CompletionStage<ConverseResponse> ask() {
            return call.get();
        }

        @Override
        public void close() {
            sonnet.close();
            try {
                other.close();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}

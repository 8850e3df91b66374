package io.mangaassist.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lettuce.core.RedisURI;
import io.mangaassist.cache.CacheCodec;
import io.mangaassist.cache.CacheScope;
import io.mangaassist.cache.CacheWriter;
import io.mangaassist.cache.RedisConnector;
import io.mangaassist.core.Segment;
import io.mangaassist.core.Segments;
import io.mangaassist.core.TaskPlacement;
import io.mangaassist.guardrails.AnswerContext;
import io.mangaassist.guardrails.GuardPolicy;
import io.mangaassist.guardrails.GuardedEvent;
import io.mangaassist.guardrails.GuardrailMode;
import io.mangaassist.guardrails.Guardrails;
import io.mangaassist.guardrails.IntentPolicy;
import io.mangaassist.guardrails.RemoteVerdict;
import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** One trace from the request into the threads of the rooms, as OpenTelemetry sees it. */
final class TraceContextTest {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build();
    private final Segments segments = Segments.builder(new SimpleMeterRegistry())
            .tracing(new DefaultTracingObservationHandler(
                    new OtelTracer(provider.get("chat"), new OtelCurrentTraceContext(), event -> {})))
            .placement(() -> TaskPlacement.of("ap-northeast-1", "ap-northeast-1a"))
            .build();
    private final CompletableFuture<String> seenInRoom = new CompletableFuture<>();

    @AfterEach
    void close() {
        segments.close();
        provider.close();
    }

    @Test
    void a_cache_write_belongs_to_the_request_that_made_it_also_on_the_writers_thread() {
        RedisFixture.missing().ifPresent(reason -> assumeTrue(false, reason));
        try (RedisFixture server = RedisFixture.start();
                RedisConnector redis = RedisConnector.of(RedisURI.create(server.uri()));
                CacheWriter writer = CacheWriter.builder(redis)
                        .meterRegistry(new SimpleMeterRegistry())
                        .segments(segments)
                        .build()) {
            String request = segments.time(Segment.REQUEST, () -> {
                writer.write(CacheScope.builder("shop").build().key("question"), "answer", codec());
                return trace();
            });

            assertThat(span("cache-write").getTraceId()).isEqualTo(request);
            assertThat(seenInRoom.orTimeout(10, TimeUnit.SECONDS).join())
                    .as("on the writer's thread")
                    .isEqualTo(request);
        }
    }

    @Test
    void a_guardrail_check_belongs_to_the_request_also_on_the_thread_that_delivers_the_text() {
        ExecutorService delivering = Executors.newSingleThreadExecutor();
        try (Guardrails guardrails = Guardrails.builder(GuardPolicy.empty())
                .intents(IntentPolicy.always(GuardrailMode.SYNC))
                .remote(check -> {
                    seenInRoom.complete(trace());
                    return CompletableFuture.completedFuture(RemoteVerdict.passed());
                })
                .meterRegistry(new SimpleMeterRegistry())
                .segments(segments)
                .build()) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            String request = segments.time(Segment.REQUEST, () -> {
                guardrails.guard(deliveredBy(delivering), AnswerContext.of("1")).subscribe(drain(end));
                return trace();
            });
            end.orTimeout(10, TimeUnit.SECONDS).join();

            assertThat(seenInRoom.orTimeout(10, TimeUnit.SECONDS).join())
                    .as("in the remote tier")
                    .isEqualTo(request);
            assertThat(span("guardrails-check").getTraceId()).isEqualTo(request);
        } finally {
            delivering.shutdownNow();
        }
    }

    @Test
    void a_check_that_waited_for_its_share_belongs_to_the_request_that_asked() {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        ExecutorService delivering = Executors.newSingleThreadExecutor();
        try (Guardrails guardrails = Guardrails.builder(GuardPolicy.empty())
                .intents(IntentPolicy.always(GuardrailMode.SYNC))
                .remote(check -> {
                    seen.add(trace());
                    return CompletableFuture.completedFuture(RemoteVerdict.passed());
                })
                .remoteQuota(2, 100)
                .syncLimit(Duration.ofSeconds(10))
                .meterRegistry(new SimpleMeterRegistry())
                .segments(segments)
                .build()) {
            Set<String> requests = new HashSet<>();
            List<CompletableFuture<Void>> ends = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                CompletableFuture<Void> end = new CompletableFuture<>();
                ends.add(end);
                requests.add(segments.time(Segment.REQUEST, () -> {
                    guardrails
                            .guard(deliveredBy(delivering), AnswerContext.of("1"))
                            .subscribe(drain(end));
                    return trace();
                }));
            }
            for (CompletableFuture<Void> end : ends) {
                end.orTimeout(20, TimeUnit.SECONDS).join();
            }

            assertThat(seen).hasSize(4).containsExactlyInAnyOrderElementsOf(requests);
        } finally {
            delivering.shutdownNow();
        }
    }

    private CacheCodec<String> codec() {
        return new CacheCodec<>() {
            @Override
            public byte[] encode(String value) {
                seenInRoom.complete(trace());
                return value.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public String decode(byte[] bytes) {
                return new String(bytes, StandardCharsets.UTF_8);
            }

            @Override
            public int weigh(String value) {
                return 2 * value.length();
            }
        };
    }

    private static String trace() {
        return Span.current().getSpanContext().getTraceId();
    }

    private SpanData span(String name) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> exporter.getFinishedSpanItems().stream()
                        .anyMatch(each -> each.getName().equals(name)));
        return exporter.getFinishedSpanItems().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Publisher<String> deliveredBy(ExecutorService thread) {
        return subscriber -> subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {
                thread.execute(() -> {
                    subscriber.onNext("An answer about manga.");
                    subscriber.onComplete();
                });
            }

            @Override
            public void cancel() {}
        });
    }

    private static Subscriber<GuardedEvent> drain(CompletableFuture<Void> end) {
        return new Subscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(GuardedEvent event) {}

            @Override
            public void onError(Throwable failure) {
                end.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                end.complete(null);
            }
        };
    }
}

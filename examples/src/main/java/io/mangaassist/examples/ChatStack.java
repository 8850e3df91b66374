package io.mangaassist.examples;

import io.lettuce.core.RedisURI;
import io.mangaassist.cache.CacheCodec;
import io.mangaassist.cache.CacheWriter;
import io.mangaassist.cache.RedisConnector;
import io.mangaassist.cache.RedisPressure;
import io.mangaassist.cache.ResponseCache;
import io.mangaassist.core.LiveSettings;
import io.mangaassist.core.Segments;
import io.mangaassist.dns.AwsNetty;
import io.mangaassist.dns.CachingDnsResolver;
import io.mangaassist.dns.NameServer;
import io.mangaassist.dns.NettyResolvers;
import io.mangaassist.guardrails.BedrockApplyGuardrail;
import io.mangaassist.guardrails.BedrockGuardrails;
import io.mangaassist.guardrails.GuardPolicy;
import io.mangaassist.guardrails.GuardrailMode;
import io.mangaassist.guardrails.Guardrails;
import io.mangaassist.guardrails.IntentPolicy;
import io.mangaassist.pool.BedrockHttp;
import io.mangaassist.pool.BedrockPool;
import io.mangaassist.pool.BedrockRung;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClientBuilder;

/**
 * All rooms wired into one chat: each is built from its own door, and they meet through the types of the ecosystem. The
 * resolver is put into the HTTP clients and into Lettuce, the pool stands on the clients, the guardrail on the pool.
 */
final class ChatStack implements AutoCloseable {

    private static final int SONNET_PERMITS = 40;
    private static final int HAIKU_PERMITS = 60;
    private static final int GUARDRAIL_PERMITS = 50;

    private final Deque<AutoCloseable> doors;
    private final Segments segments;
    private final CachingDnsResolver resolver;
    private final CacheWriter writer;
    private final ResponseCache<String> cache;
    private final BedrockPool pool;
    private final Guardrails guardrails;
    private final AnswerDesk desk;
    private final BedrockRuntimeAsyncClient chat;
    private final List<BedrockRuntimeAsyncClient> models;
    private final BedrockRuntimeAsyncClient judge;

    /** Builds everything, or closes what was built and fails. */
    static ChatStack start(ChatOptions options, ChatWorld world, MeterRegistry registry) {
        Deque<AutoCloseable> doors = new ArrayDeque<>();
        try {
            return new ChatStack(options, world, registry, doors);
        } catch (RuntimeException unfinished) {
            Closing.all(doors, Function.identity());
            throw unfinished;
        }
    }

    private ChatStack(ChatOptions options, ChatWorld world, MeterRegistry registry, Deque<AutoCloseable> doors) {
        this.doors = doors;
        GuardPolicy policy = GuardPolicy.load(options.data().resolve("policy.json"));
        LiveSettings settings =
                keep(LiveSettings.builder().meterRegistry(registry).build());
        segments = keep(Segments.of(registry));
        resolver = keep(CachingDnsResolver.builder()
                .policy(world.policy())
                .nameServers(world.nameServers().toArray(NameServer[]::new))
                .meterRegistry(registry)
                .segments(segments)
                .build());

        RedisConnector redis = keep(RedisConnector.builder(RedisURI.create(world.redis()))
                .addressResolver(NettyResolvers.group(resolver))
                .build());
        RedisPressure pressure =
                keep(RedisPressure.builder(redis).meterRegistry(registry).build());
        writer = keep(CacheWriter.builder(redis)
                .pressure(pressure)
                .ttl(settings.secondsSetting(
                        "cache-ttl-seconds", Duration.ofSeconds(1), Duration.ofDays(1), Duration.ofSeconds(1800)))
                .meterRegistry(registry)
                .segments(segments)
                .build());
        cache = keep(ResponseCache.builder(redis, writer, CacheCodec.TEXT)
                .meterRegistry(registry)
                .segments(segments)
                .build());

        BedrockRuntimeAsyncClient sonnet = keep(client(options, world, SONNET_PERMITS));
        BedrockRuntimeAsyncClient haiku = keep(client(options, world, HAIKU_PERMITS));
        models = List.of(sonnet, haiku);
        judge = keep(client(options, world, GUARDRAIL_PERMITS));
        desk = new AnswerDesk(cache);
        pool = keep(BedrockPool.builder()
                .rung(BedrockRung.of("sonnet", SimulatedWorld.SONNET, sonnet)
                        .permits(settings.intSetting("bedrock-pool-size", 1, 1_000, SONNET_PERMITS)))
                .rung(BedrockRung.of("haiku", SimulatedWorld.HAIKU, haiku).permits(HAIKU_PERMITS))
                .degraded("The shop is very busy right now. Please ask again in a minute.")
                .routeListener(desk::routed)
                .meterRegistry(registry)
                .segments(segments)
                .build());

        Guardrails.Builder guard = Guardrails.builder(policy)
                .intents(IntentPolicy.builder(GuardrailMode.ASYNC)
                        .intent("order", GuardrailMode.SYNC)
                        .intent("payment", GuardrailMode.SYNC)
                        .build())
                .onAnswer(desk::judged)
                .meterRegistry(registry)
                .segments(segments);
        world.guardrail().ifPresent(id -> guard.remote(BedrockApplyGuardrail.of(judge, id.name(), id.version())));
        guardrails = keep(guard.build());
        chat = BedrockGuardrails.builder(guardrails, pool.asyncClient()).build().asyncClient();
    }

    private BedrockRuntimeAsyncClient client(ChatOptions options, ChatWorld world, int permits) {
        BedrockRuntimeAsyncClientBuilder builder = BedrockHttp.clientBuilder(permits, http -> {
                    AwsNetty.install(resolver, http);
                    world.trust().ifPresent(trusted -> http.tlsTrustManagersProvider(() -> trusted));
                })
                .region(Region.of(options.region()))
                .credentialsProvider(world.credentials());
        world.bedrock().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** Opens connections before the first customer comes; blocks for some seconds at most. */
    void warmUp() {
        WarmUp.run(models, judge);
    }

    /** Waits for late verdicts, then lets the writer drain; blocks for at most twice the limit. */
    void settle(Duration limit) throws InterruptedException {
        Clock clock = Clock.SYSTEM;
        long end = clock.monotonicTime() + limit.toNanos();
        CountDownLatch nobodyOpens = new CountDownLatch(1);
        while (!desk.isEmpty() && clock.monotonicTime() < end) {
            nobodyOpens.await(20, TimeUnit.MILLISECONDS);
        }
        writer.close(limit);
    }

    /** Returns the client that the application calls: guarded, pooled, resolved. */
    BedrockRuntimeAsyncClient chat() {
        return chat;
    }

    Segments segments() {
        return segments;
    }

    ResponseCache<String> cache() {
        return cache;
    }

    CacheWriter writer() {
        return writer;
    }

    AnswerDesk desk() {
        return desk;
    }

    BedrockPool pool() {
        return pool;
    }

    Guardrails guardrails() {
        return guardrails;
    }

    CachingDnsResolver resolver() {
        return resolver;
    }

    private <T extends AutoCloseable> T keep(T door) {
        doors.push(door);
        return door;
    }

    /** Closes the doors, the last built first; the writer drains what it holds. */
    @Override
    public void close() {
        Closing.all(doors, Function.identity());
    }
}

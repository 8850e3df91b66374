package io.mangaassist.examples;

import io.lettuce.core.RedisURI;
import io.mangaassist.cache.CacheWriter;
import io.mangaassist.cache.RedisConnector;
import io.mangaassist.dns.AnswerPolicy;
import io.mangaassist.dns.AwsNetty;
import io.mangaassist.dns.CachingDnsResolver;
import io.mangaassist.dns.NameServer;
import io.mangaassist.guardrails.BedrockGuardrails;
import io.mangaassist.guardrails.GuardPolicy;
import io.mangaassist.guardrails.Guardrails;
import io.mangaassist.pool.BedrockHttp;
import io.mangaassist.pool.BedrockPool;
import io.mangaassist.pool.BedrockRung;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** The example of the README, which a test holds against it. */
final class Quickstart {

    private static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";
    private static final String HAIKU = "anthropic.claude-3-haiku-20240307-v1:0";

    private Quickstart() {}

    static List<Object> wire(Path policyFile) {
        // readme:start
        var resolver = CachingDnsResolver.builder()
                .policy(AnswerPolicy.builder()
                        .allow("*.ap-northeast-1.amazonaws.com", "10.0.0.0/16")
                        .build())
                .nameServers(NameServer.of("10.0.0.2"), NameServer.of("10.0.64.10"))
                .build();
        var sonnet = BedrockHttp.clientBuilder(196, http -> AwsNetty.install(resolver, http))
                .build();
        var haiku = BedrockHttp.clientBuilder(73, http -> AwsNetty.install(resolver, http))
                .build();
        var pool = BedrockPool.builder()
                .rung(BedrockRung.of("sonnet", SONNET, sonnet).permits(196))
                .rung(BedrockRung.of("haiku", HAIKU, haiku).permits(73))
                .build();
        var guardrails = Guardrails.builder(GuardPolicy.load(policyFile)).build();
        BedrockRuntimeAsyncClient chat = BedrockGuardrails.builder(guardrails, pool.asyncClient())
                .build()
                .asyncClient();
        var redis = RedisConnector.of(RedisURI.create("rediss://cache.example.com:6379"));
        var writer = CacheWriter.builder(redis).build();
        // readme:end
        return List.of(resolver, sonnet, haiku, pool, guardrails, chat, writer, redis);
    }
}

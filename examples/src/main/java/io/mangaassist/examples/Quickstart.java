package io.mangaassist.examples;

import static software.amazon.awssdk.regions.Region.AP_NORTHEAST_1;

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

    /** The client to call, and what to close, in this order. */
    record Wired(BedrockRuntimeAsyncClient chat, List<AutoCloseable> doors) {}

    static Wired wire(Path policyFile) {
        // readme:start
        var vpcOnly = AnswerPolicy.builder()
                .allow("*.ap-northeast-1.amazonaws.com", "10.0.0.0/16")
                .build();
        var resolver = CachingDnsResolver.builder()
                .policy(vpcOnly)
                .nameServers(NameServer.of("10.0.0.2"))
                .build();
        var sonnet = BedrockHttp.clientBuilder(196, http -> AwsNetty.install(resolver, http))
                .region(AP_NORTHEAST_1)
                .build();
        var haiku = BedrockHttp.clientBuilder(73, http -> AwsNetty.install(resolver, http))
                .region(AP_NORTHEAST_1)
                .build();
        var pool = BedrockPool.builder()
                .rung(BedrockRung.of("sonnet", SONNET, sonnet).permits(196))
                .rung(BedrockRung.of("haiku", HAIKU, haiku).permits(73))
                .build();
        var guardrails = Guardrails.builder(GuardPolicy.load(policyFile)).build();
        BedrockRuntimeAsyncClient chat = BedrockGuardrails.builder(guardrails, pool.asyncClient())
                .build()
                .asyncClient();
        // readme:end
        return new Wired(chat, List.of(guardrails, pool, sonnet, haiku, resolver));
    }
}

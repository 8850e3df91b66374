package io.mangaassist.examples;

import io.mangaassist.dns.AnswerPolicy;
import io.mangaassist.dns.NameServer;
import io.mangaassist.examples.ChatOptions.BedrockChoice;
import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.DnsReply;
import io.mangaassist.testkit.DnsSimulator;
import io.mangaassist.testkit.GuardrailBehaviour;
import io.mangaassist.testkit.Latency;
import io.mangaassist.testkit.ModelBehaviour;
import io.mangaassist.testkit.RedisFixture;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Starts what the command line did not name: a Bedrock on TLS and HTTP/2 and a Redis process, both on loopback under
 * the names that they would have in production, and a DNS server that knows those names.
 */
final class SimulatedWorld implements AutoCloseable {

    static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";
    static final String HAIKU = "anthropic.claude-3-haiku-20240307-v1:0";
    static final String GUARDRAIL = "manga-shop";

    private static final String REDIS_HOST = "manga-assist-cache.internal";
    /** Short, so that the resolver refreshes many times within a run. */
    private static final int TTL_SECONDS = 5;

    private final Deque<AutoCloseable> servers = new ArrayDeque<>();
    private final ChatWorld world;

    private SimulatedWorld(ChatOptions options, List<Question> questions) {
        try {
            world = arrange(options, questions);
        } catch (RuntimeException unfinished) {
            close();
            throw unfinished;
        }
    }

    static SimulatedWorld start(ChatOptions options, List<Question> questions) {
        try {
            return new SimulatedWorld(options, questions);
        } catch (IllegalStateException cannotStart) {
            // The test kit says in one line what to do.
            throw new UsageException(String.valueOf(cannotStart.getMessage()), cannotStart);
        }
    }

    ChatWorld world() {
        return world;
    }

    private ChatWorld arrange(ChatOptions options, List<Question> questions) {
        DnsSimulator dns = keep(DnsSimulator.start());
        AnswerPolicy.Builder policy = AnswerPolicy.builder();
        Optional<TrustManager[]> trust = Optional.empty();
        Optional<URI> bedrock = options.bedrock().url();
        AwsCredentialsProvider credentials = AnonymousCredentialsProvider.create();
        if (options.bedrock().kind() == BedrockChoice.Kind.SIMULATOR) {
            String host = "bedrock-runtime." + options.region() + ".amazonaws.com";
            BedrockSimulator simulator = keep(bedrock(host, options, questions));
            name(dns, policy, host);
            trust = Optional.of(simulator.certificate().trustManagers());
            bedrock = Optional.of(simulator.endpoint(host));
        } else if (options.bedrock().kind() == BedrockChoice.Kind.AWS) {
            credentials = realCredentials();
        }
        URI redis = options.redis().orElseGet(() -> redis(dns, policy));
        List<NameServer> nameServers =
                List.of(NameServer.of("127.0.0.1", dns.address().getPort()));
        return new ChatWorld(bedrock, trust, credentials, redis, nameServers, policy.build());
    }

    private static void name(DnsSimulator dns, AnswerPolicy.Builder policy, String host) {
        dns.on(host).answers(DnsReply.addresses("127.0.0.1").ttl(TTL_SECONDS));
        policy.allow(host, "127.0.0.0/8");
    }

    private URI redis(DnsSimulator dns, AnswerPolicy.Builder policy) {
        RedisFixture.missing().ifPresent(reason -> {
            throw new UsageException("No Redis can be started: " + reason + "; or give --redis URI");
        });
        RedisFixture redis =
                keep(RedisFixture.builder().maxMemoryPolicy("allkeys-lfu").build());
        name(dns, policy, REDIS_HOST);
        return URI.create("redis://" + REDIS_HOST + ":" + redis.port());
    }

    /** Times as in the runbooks, divided by two, so that two thousand questions fit into half a minute. */
    private static BedrockSimulator bedrock(String host, ChatOptions options, List<Question> questions) {
        Map<String, String> answers =
                questions.stream().collect(Collectors.toMap(Question::text, Question::answer, (one, same) -> one));
        ModelBehaviour.Builder sonnet = ModelBehaviour.builder()
                .answers(call -> answers.getOrDefault(call.lastUserText(), "…"))
                .timeToFirstToken(Latency.lognormal(Duration.ofMillis(250), 0.5))
                .tokensPerSecond(150)
                .seed(options.seed());
        ModelBehaviour haiku = ModelBehaviour.builder()
                .answers(call -> answers.getOrDefault(call.lastUserText(), "…"))
                .timeToFirstToken(Latency.lognormal(Duration.ofMillis(100), 0.4))
                .tokensPerSecond(300)
                .seed(options.seed() + 1)
                .build();
        return BedrockSimulator.builder()
                .tls(host)
                .model(SONNET, sonnet.build())
                .model(HAIKU, haiku)
                .guardrail(GUARDRAIL, GuardrailBehaviour.builder().filters(4).build())
                .build();
    }

    private static AwsCredentialsProvider realCredentials() {
        DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build();
        try {
            chain.resolveCredentials();
            return chain;
        } catch (SdkClientException none) {
            throw new UsageException(
                    "--bedrock aws needs credentials, and the default chain (environment, profile, "
                            + "container, instance) found none",
                    none);
        }
    }

    private <T extends AutoCloseable> T keep(T server) {
        servers.push(server);
        return server;
    }

    /** Stops the servers, the last started first. */
    @Override
    public void close() {
        Closing.all(servers, Function.identity());
    }
}

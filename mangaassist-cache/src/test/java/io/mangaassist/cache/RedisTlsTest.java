package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslVerifyMode;
import io.mangaassist.testkit.RedisFixture;
import io.mangaassist.testkit.TestCertificate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis behind TLS, with a user of few rights, as ElastiCache has it. */
final class RedisTlsTest {

    @TempDir
    static Path folder;

    private static RedisFixture redis;
    private static int port;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<RedisFault> told = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        TestCertificate certificate = TestCertificate.forHost("127.0.0.1");
        Path pem = Files.writeString(folder.resolve("redis.pem"), certificate.certificatePem());
        Path key = Files.writeString(folder.resolve("redis.key"), certificate.privateKeyPem());
        Path authority = Files.writeString(folder.resolve("ca.pem"), certificate.authorityPem());
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        redis = RedisFixture.builder()
                .arguments(
                        "--tls-port",
                        Integer.toString(port),
                        "--tls-cert-file",
                        pem.toString(),
                        "--tls-key-file",
                        key.toString(),
                        "--tls-ca-cert-file",
                        authority.toString(),
                        "--tls-auth-clients",
                        "no")
                .build();
        try (RedisTruth truth = new RedisTruth(redis)) {
            truth.user(
                    "app",
                    "on",
                    ">right-secret",
                    "~ma:*",
                    "resetchannels",
                    "+get",
                    "+set",
                    "+unlink",
                    "+hello",
                    "+client");
            truth.user("reader", "on", ">right-secret", "~ma:*", "resetchannels", "+get", "+hello", "+client");
        }
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static RedisURI uri(String user, String password, SslVerifyMode verify) {
        return RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(port)
                .withSsl(true)
                .withVerifyPeer(verify)
                .withAuthentication(user, password.toCharArray())
                .build();
    }

    private CacheWriter writer(RedisConnector connector) {
        return CacheWriter.builder(connector)
                .meterRegistry(registry)
                .onFault((fault, host, at) -> told.add(fault))
                .build();
    }

    @Test
    void a_user_with_the_rights_for_the_rooms_keys_writes_reads_and_removes() {
        try (RedisConnector connector = RedisConnector.of(uri("app", "right-secret", SslVerifyMode.NONE));
                CacheWriter writer = writer(connector);
                ResponseCache<String> cache = ResponseCache.builder(connector, writer, CacheCodec.TEXT)
                        .meterRegistry(registry)
                        .readTimeout(java.time.Duration.ofSeconds(5))
                        .build()) {
            writer.write(Keys.key(1), "over TLS");
            await().until(() -> writer.snapshot().written() == 1);
            assertThat(cache.get(Keys.key(1)).join().value()).isEqualTo("over TLS");
            cache.invalidate(Keys.key(1));
            await().until(() -> writer.snapshot().written() == 2);
            assertThat(told).isEmpty();
            assertThat(connector.toString())
                    .contains("TLS")
                    .doesNotContain("right-secret")
                    .doesNotContain("app");
        }
    }

    @Test
    void a_missing_right_fails_the_writes_and_not_the_reads() {
        try (RedisConnector connector = RedisConnector.of(uri("reader", "right-secret", SslVerifyMode.NONE));
                CacheWriter writer = writer(connector)) {
            writer.write(Keys.key(2), "not allowed");
            await().until(() -> writer.snapshot().failed() == 1);
            assertThat(told).containsOnly(RedisFault.AUTH);
            assertThat(connector
                            .nodes()
                            .outages()
                            .of(connector.nodes().primaries().get(0))
                            .lasts())
                    .as("an outage for all")
                    .isFalse();
        }
    }

    @Test
    void a_wrong_password_is_an_outage_for_all() {
        try (RedisConnector connector = RedisConnector.of(uri("app", "wrong-secret", SslVerifyMode.NONE));
                CacheWriter writer = writer(connector)) {
            writer.write(Keys.key(3), "unwelcome");
            Outage outage =
                    connector.nodes().outages().of(connector.nodes().primaries().get(0));
            await().until(outage::lasts);
            assertThat(told).containsOnly(RedisFault.AUTH);
        }
    }

    @Test
    void an_authority_that_nobody_trusts_is_not_trusted_here_either() {
        try (RedisConnector connector = RedisConnector.of(uri("app", "right-secret", SslVerifyMode.FULL));
                CacheWriter writer = writer(connector)) {
            writer.write(Keys.key(4), "to a stranger");
            await().until(() -> told.contains(RedisFault.UNREACHABLE));
            assertThat(writer.snapshot().written()).isZero();
        }
    }
}

package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who finds out that a node is away tells everybody; who finds out that one call failed does not. */
final class OutageTest {

    private final MockClock clock = new MockClock();
    private final Outage outage = new Outage(clock);
    private final Breaker reads = new Breaker("reads", outage, clock);
    private final Breaker writes = new Breaker("writes", outage, clock);

    @ParameterizedTest
    @EnumSource(
            value = RedisFault.class,
            names = {"UNREACHABLE", "AUTH", "LOADING"})
    void what_a_read_learns_of_the_node_stops_writes_too(RedisFault fault) {
        assertThat(reads.mayTry() && writes.mayTry()).isTrue();
        if (fault == RedisFault.LOADING) {
            reads.failed(1, fault);
        } else {
            outage.notConnected(fault);
        }

        assertThat(writes.mayTry()).as("a write").isFalse();
        assertThat(writes.isOpen()).isTrue();
        clock.add(Duration.ofSeconds(1));
        assertThat(writes.mayTry()).as("one trial").isTrue();
        assertThat(reads.mayTry()).as("no second one").isFalse();
        writes.succeeded(1);
        assertThat(reads.mayTry() && writes.mayTry()).as("after its success").isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = RedisFault.class, mode = EnumSource.Mode.EXCLUDE, names = "LOADING")
    void what_happens_to_single_calls_stays_apart(RedisFault fault) {
        for (int i = 0; i < 100 && reads.mayTry(); i++) {
            reads.failed(1, fault);
        }
        assertThat(reads.mayTry()).as("a read").isFalse();
        assertThat(writes.mayTry()).as("a write").isTrue();
    }

    @Test
    void a_denied_call_costs_the_breaker_no_trial() {
        while (reads.mayTry()) {
            reads.failed(1, RedisFault.TIMEOUT);
        }
        outage.notConnected(RedisFault.LOADING);
        clock.add(Duration.ofMillis(999));
        assertThat(reads.mayTry()).isFalse();
        clock.add(Duration.ofMillis(2));
        assertThat(reads.mayTry()).as("the trial of both").isTrue();
        reads.succeeded(1);
        assertThat(reads.mayTry()).isTrue();
    }

    @Test
    void who_cannot_connect_stops_nobody_who_is_served() {
        assertThat(writes.mayTry()).isTrue();
        writes.succeeded(1);
        outage.notConnected(RedisFault.UNREACHABLE);
        assertThat(writes.mayTry()).as("just served").isTrue();

        clock.add(Duration.ofSeconds(1));
        outage.notConnected(RedisFault.UNREACHABLE);
        clock.add(Duration.ofMillis(600));
        outage.notConnected(RedisFault.UNREACHABLE);
        clock.add(Duration.ofMillis(600));
        assertThat(writes.mayTry()).as("a trial, however often others fail").isTrue();
    }

    @Test
    void a_connection_is_no_proof_while_redis_is_loading() {
        outage.notConnected(RedisFault.LOADING);
        outage.connected();
        assertThat(outage.lasts()).isTrue();
        outage.notConnected(RedisFault.UNREACHABLE);
        outage.connected();
        assertThat(outage.lasts()).isFalse();
    }

    @Test
    void a_loading_redis_answers_one_read_and_the_writes_wait() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (SearchStub server = new SearchStub(true);
                RedisConnector connector = RedisConnector.of(server.uri());
                CacheWriter writer = CacheWriter.builder(connector)
                        .meterRegistry(registry)
                        .staleAfter(Duration.ofSeconds(20))
                        .build();
                ResponseCache<String> cache = ResponseCache.builder(connector, writer, CacheCodec.TEXT)
                        .meterRegistry(registry)
                        .readTimeout(Duration.ofSeconds(2))
                        .build()) {
            String loading = "-LOADING Redis is loading the dataset in memory\r\n";
            server.on("GET", loading).on("SET", loading);
            assertThat(cache.get(Keys.key(1)).join().isHit()).isFalse();
            assertThat(connector
                            .nodes()
                            .outages()
                            .of(connector.nodes().primaries().get(0))
                            .lasts())
                    .isTrue();
            writer.write(Keys.key(2), "waits");
            assertThat(server.asked("SET")).as("writes sent at once").isEmpty();

            server.on("GET", "_\r\n").on("SET", "+OK\r\n");
            await().until(() -> writer.snapshot().written() == 1);
            assertThat(writer.snapshot().failed()).isZero();
        }
    }
}

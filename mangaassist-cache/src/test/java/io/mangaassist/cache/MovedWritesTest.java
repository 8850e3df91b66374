package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that says MOVED has done nothing: the write goes again, and is one entry all the while. */
final class MovedWritesTest {

    private static final String MOVED = "-MOVED 1 127.0.0.1:1\r\n";

    private SearchStub server;
    private RedisConnector connector;
    private CacheWriter writer;

    @BeforeEach
    void open() throws IOException {
        server = new SearchStub(true);
        connector = RedisConnector.of(server.uri());
        writer = CacheWriter.builder(connector)
                .meterRegistry(new SimpleMeterRegistry())
                .staleAfter(Duration.ofSeconds(5))
                .build();
    }

    @AfterEach
    void close() {
        writer.close();
        connector.close();
        server.close();
    }

    @Test
    void a_moved_write_is_sent_again_as_it_was() {
        server.on("SET", MOVED);
        writer.write(Keys.key(1), "answer");
        await().until(() -> server.asked("SET").size() >= 2);
        assertThat(writer.snapshot().imbalance()).isZero();
        server.on("SET", "+OK\r\n");

        await().until(() -> writer.snapshot().written() == 1);
        assertThat(server.asked("SET").stream().distinct())
                .as("the frame and its version")
                .hasSize(1);
        assertThat(writer.snapshot().failed()).isZero();
        assertThat(writer.snapshot().offered()).isEqualTo(1);
    }

    @Test
    void a_later_write_takes_the_place_of_a_moved_one() {
        server.on("SET", MOVED);
        writer.write(Keys.key(1), "earlier");
        await().until(() -> !server.asked("SET").isEmpty());
        server.on("SET", "+OK\r\n");
        writer.write(Keys.key(1), "later");

        await().until(() -> writer.snapshot().written() == 1);
        await().until(() -> writer.snapshot().coalesced() == 1);
        assertThat(server.asked("SET").get(server.asked("SET").size() - 1).get(2))
                .endsWith("later");
    }

    @Test
    void a_moved_removal_is_made_again() {
        server.on("UNLINK", MOVED);
        writer.invalidate(Keys.key(1));
        await().until(() -> !server.asked("UNLINK").isEmpty());
        server.on("UNLINK", ":1\r\n");

        await().until(() -> writer.snapshot().written() == 1);
    }

    @Test
    void a_write_that_is_moved_for_too_long_is_stale() {
        server.on("SET", MOVED);
        writer.write(Keys.key(1), "answer");

        await().atMost(Duration.ofSeconds(10)).until(() -> writer.snapshot().dropped(DropReason.STALE) == 1);
        assertThat(writer.snapshot().imbalance()).isZero();
    }

    @Test
    void closing_leaves_no_moved_write_uncounted() {
        server.on("SET", MOVED);
        for (int i = 0; i < 100; i++) {
            writer.write(Keys.key(i), "answer");
        }
        await().until(() -> !server.asked("SET").isEmpty());
        boolean unused = writer.close(Duration.ofMillis(200));

        WriterSnapshot end = writer.snapshot();
        assertThat(end.queued() + end.inFlight()).as("%s", end).isZero();
        assertThat(end.imbalance()).as("%s", end).isZero();
    }
}

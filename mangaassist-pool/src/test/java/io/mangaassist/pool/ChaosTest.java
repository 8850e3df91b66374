package io.mangaassist.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Thousands of streams of which many break, are cancelled or meet a consumer that throws. Afterwards every one has ended
 * exactly once, no text was delivered twice, and no permit is out. Only streams that the service has seen count, so that
 * cheap degraded answers prove nothing.
 */
final class ChaosTest {

    @ParameterizedTest(name = "{0}, {1} streams on the wire, seed {2}")
    @CsvSource({"HTTP_1_1, 10000, 20261123", "TLS_H2, 10000, 4711"})
    void no_stream_is_missing_doubled_or_hung(Road road, int streams, long seed) throws InterruptedException {
        run(road, streams, seed);
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}, {1} streams on the wire, seed {2}")
    @CsvSource({"HTTP_1_1, 100000, 31", "TLS_H2, 100000, 32"})
    void nor_of_two_hundred_thousand(Road road, int streams, long seed) throws InterruptedException {
        run(road, streams, seed);
    }

    private static void run(Road road, int streams, long seed) throws InterruptedException {
        try (Chaos chaos = new Chaos(road, seed)) {
            chaos.warmUp();
            long from = System.nanoTime();
            chaos.untilCalled(streams);
            String what = chaos + " in " + (System.nanoTime() - from) / 1_000_000 + " ms";
            System.out.println(what);

            ChaosTally tally = chaos.tally;
            assertThat(tally.wrong).as(what).isEmpty();
            assertThat(tally.called)
                    .as("streams that the service saw: %s", what)
                    .hasValueGreaterThanOrEqualTo(streams);
            assertThat(tally.ended()).as("each ended once: %s", what).isEqualTo(chaos.sent());
            assertThat(tally.sonnet.get() + tally.haiku.get())
                    .as("most come whole from a model: %s", what)
                    .isGreaterThan(streams / 2);
            assertThat(tally.broken).as("some break: %s", what).hasPositiveValue();
            assertThat(chaos.pool.snapshot().rungs())
                    .as("no permit is out: %s", what)
                    .allMatch(rung -> rung.active() == 0 && rung.waiting() == 0);
        }
    }
}

package io.mangaassist.pool;

import static io.mangaassist.pool.SimulatedBedrock.HAIKU;
import static io.mangaassist.pool.SimulatedBedrock.SONNET;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.Fault;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;

/**
 * Thousands of streams of which many break, are cancelled or meet a consumer that throws. Afterwards every one has ended
 * exactly once, no text was delivered twice, and no permit is out.
 */
final class ChaosTest {

    private static final int AT_ONCE = 100;
    private static final List<Fault> FAULTS = List.of(
            Fault.throttled(),
            Fault.internalServerError(),
            Fault.serviceUnavailable(),
            Fault.modelTimeout(),
            Fault.modelError(),
            Fault.reset(),
            Fault.throttled().afterTokens(0),
            Fault.throttled().afterTokens(2),
            Fault.modelStreamError().afterTokens(1),
            Fault.reset().afterTokens(2),
            Fault.truncation().afterTokens(3));

    @ParameterizedTest(name = "{0}, {1} streams, seed {2}")
    @CsvSource({"HTTP_1_1, 10000, 20261123", "TLS_H2, 10000, 4711"})
    void no_stream_is_missing_doubled_or_hung(Road road, int streams, long seed) throws InterruptedException {
        run(road, streams, seed);
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}, {1} streams, seed {2}")
    @CsvSource({"HTTP_1_1, 100000, 31", "TLS_H2, 100000, 32"})
    void nor_of_two_hundred_thousand(Road road, int streams, long seed) throws InterruptedException {
        run(road, streams, seed);
    }

    private static void run(Road road, int streams, long seed) throws InterruptedException {
        try (SimulatedBedrock bedrock = new SimulatedBedrock(road);
                BedrockPool pool = bedrock.pool(builder -> builder.degraded(SimulatedBedrock.DEGRADED)
                        .hedge(0.05)
                        .firstTokenTimeout(Duration.ofSeconds(10))
                        .routeListener(route -> {}))) {
            breakSome(bedrock.simulator, seed);
            Tally tally = new Tally();
            SplittableRandom random = new SplittableRandom(seed);
            Semaphore running = new Semaphore(AT_ONCE);
            CompletableFuture<?>[] checked = new CompletableFuture<?>[streams];
            for (int i = 0; i < streams; i++) {
                running.acquire();
                checked[i] = one(pool, random.nextInt(100), tally).whenComplete((v, t) -> running.release());
            }
            CompletableFuture.allOf(checked).orTimeout(60, SECONDS).join();

            assertThat(tally.whole.get() + tally.broken.get()).isEqualTo(streams);
            assertThat(tally.whole).as("most come whole").hasValueGreaterThan(streams / 2);
            assertThat(tally.broken).as("some break").hasPositiveValue();
            assertThat(pool.snapshot().rungs()).allMatch(rung -> rung.active() == 0 && rung.waiting() == 0);
        }
    }

    /** Sends one stream, treats it badly if the dice say so, and checks it when it has ended. */
    private static CompletableFuture<Void> one(BedrockPool pool, int dice, Tally tally) {
        StreamLog log = dice < 3 ? new StreamLog(ChaosTest::throwing) : new StreamLog();
        CompletableFuture<Void> stream = pool.asyncClient().converseStream(REQUEST, log);
        if (dice >= 3 && dice < 8) {
            stream.cancel(true);
        } else if (dice >= 8 && dice < 11) {
            log.cancelAfter(1);
        }
        return stream.handle((nothing, failure) -> {
            check(log, failure);
            (failure == null ? tally.whole : tally.broken).incrementAndGet();
            return null;
        });
    }

    private static void check(StreamLog log, Throwable failure) {
        String text = log.text.toString();
        assertThat(List.of(
                        "sonnet says one two three four five", "haiku says one two three", SimulatedBedrock.DEGRADED))
                .as("delivered once, from one model: '%s'", text)
                .anyMatch(answer -> failure == null ? answer.equals(text) : answer.startsWith(text));
        assertThat(log.overlapped).as("signals %s", log.signals).isFalse();
        if (failure == null) {
            assertThat(log.signals).containsOnlyOnce("complete").doesNotContain("exception", "onError");
        } else if (!(failure instanceof CancellationException)) {
            // A caller that cancels the future may do so between the handler's last signal and the future's end.
            assertThat(log.count("complete"))
                    .as("%s after the signals %s", failure, log.signals)
                    .isZero();
        }
    }

    private static void throwing(Object event) {
        throw new IllegalStateException("consumer");
    }

    private static void breakSome(BedrockSimulator simulator, long seed) {
        long next = seed;
        for (Fault fault : FAULTS) {
            simulator.faults(SONNET).sometimes(0.02, next++, fault);
            simulator.faults(HAIKU).sometimes(0.01, next++, fault);
        }
    }

    private static final ConverseStreamRequest REQUEST = SimulatedBedrock.streamed(SONNET);

    private static final class Tally {
        final AtomicInteger whole = new AtomicInteger();
        final AtomicInteger broken = new AtomicInteger();
    }
}

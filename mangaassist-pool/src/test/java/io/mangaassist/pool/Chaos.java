package io.mangaassist.pool;

import static io.mangaassist.pool.SimulatedBedrock.HAIKU;
import static io.mangaassist.pool.SimulatedBedrock.SONNET;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.testkit.BedrockCall;
import io.mangaassist.testkit.Fault;
import io.mangaassist.testkit.FaultScript;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * A pool over a simulated service whose calls break by dice, and callers that treat their streams badly by dice. Each
 * stream bears its number as its question, by which the service tells that it has seen it.
 */
final class Chaos implements AutoCloseable {

    private static final int AT_ONCE = 100;
    private static final int WARM_UP = 300;
    /** A stream that takes so long hangs; the pool's own deadline is half of it. */
    private static final int HUNG_AFTER_SECONDS = 60;

    private static final List<Fault> FAULTS = List.of(
            Fault.throttled(),
            Fault.internalServerError(),
            Fault.serviceUnavailable(),
            Fault.modelTimeout(),
            Fault.modelError(),
            Fault.throttled().afterTokens(0),
            Fault.throttled().afterTokens(2),
            Fault.modelStreamError().afterTokens(1),
            Fault.truncation().afterTokens(3));
    /** On h2 each ends all streams of its connection. */
    private static final List<Fault> RESETS =
            List.of(Fault.reset(), Fault.reset().afterTokens(2));

    final BedrockPool pool;
    final ChaosTally tally = new ChaosTally();
    private final Road road;
    private final long seed;
    private final SimulatedBedrock bedrock;
    private final SplittableRandom random;
    private final Semaphore mayRun = new Semaphore(AT_ONCE);
    private final Set<String> onTheWire = ConcurrentHashMap.newKeySet();
    private int sent;

    Chaos(Road road, long seed) {
        this.road = road;
        this.seed = seed;
        random = new SplittableRandom(seed);
        bedrock = new SimulatedBedrock(road);
        pool = BedrockPool.builder()
                .rung(BedrockRung.of("sonnet", SONNET, bedrock.sonnet).permits(20))
                .rung(BedrockRung.of("haiku", HAIKU, bedrock.haiku).permits(20))
                .waiting(PoolWaiting.defaults().queueLimit(AT_ONCE).longest(Duration.ofSeconds(20)))
                // an open breaker would keep streams off the wire
                .breaker(PoolBreaker.defaults().failurePercent(100).slowPercent(100))
                .degraded(SimulatedBedrock.DEGRADED)
                .hedge(0.05)
                .firstTokenTimeout(Duration.ofSeconds(20))
                .meterRegistry(bedrock.registry)
                .build();
    }

    /** Opens connections and loads classes, with nothing broken yet. */
    void warmUp() throws InterruptedException {
        ChaosTally warm = new ChaosTally();
        for (int i = 0; i < WARM_UP; i++) {
            acquire(1);
            send("warm", 99, warm);
        }
        settle();
        assertThat(warm.wrong).isEmpty();
        assertThat(warm.broken).hasValue(0);
    }

    /** Sends streams until so many have been seen by the service and have ended, but at most half as many again. */
    void untilCalled(int streams) throws InterruptedException {
        spoil(bedrock.simulator.faults(SONNET), 0.02, seed);
        spoil(bedrock.simulator.faults(HAIKU), 0.01, seed + FAULTS.size() + RESETS.size());
        while (tally.called.get() < streams && sent < streams + streams / 2 && tally.wrong.isEmpty()) {
            acquire(1);
            send(Integer.toString(++sent), random.nextInt(100), tally);
        }
        settle();
    }

    int sent() {
        return sent;
    }

    private void settle() throws InterruptedException {
        acquire(AT_ONCE);
        mayRun.release(AT_ONCE);
    }

    private void acquire(int permits) throws InterruptedException {
        assertThat(mayRun.tryAcquire(permits, HUNG_AFTER_SECONDS, SECONDS))
                .as("a stream hangs: %s", this)
                .isTrue();
    }

    private void spoil(FaultScript script, double share, long firstSeed) {
        script.when(this::seen, Fault.throttled());
        long next = firstSeed;
        for (Fault fault : FAULTS) {
            script.sometimes(share, next++, fault);
        }
        for (Fault reset : RESETS) {
            script.sometimes(road == Road.TLS_H2 ? share / 10 : share, next++, reset);
        }
    }

    /** Asked of every call before the dice; none is to break by it. */
    private boolean seen(BedrockCall call) {
        onTheWire.add(call.lastUserText());
        return false;
    }

    /** Sends one stream, treats it badly if the dice say so, and has it judged when it has ended. */
    private void send(String number, int dice, ChaosTally judge) {
        StreamLog log = dice < 3 ? new StreamLog(Chaos::throwing) : new StreamLog();
        if (dice >= 8 && dice < 11) {
            log.cancelAfter(1);
        }
        boolean cancelled = dice >= 3 && dice < 8;
        CompletableFuture<Void> stream =
                pool.asyncClient().converseStream(SimulatedBedrock.streamed(SONNET, number), log);
        var unused = stream.whenComplete((nothing, failure) -> {
            judge.judge(log, failure, cancelled);
            if (onTheWire.remove(number)) {
                judge.called.incrementAndGet();
            }
            mayRun.release();
        });
        if (cancelled) {
            stream.cancel(true);
        }
    }

    private static void throwing(Object event) {
        throw new IllegalStateException("consumer");
    }

    @Override
    public String toString() {
        return road + ", seed " + seed + ": " + sent + " streams, " + tally;
    }

    @Override
    public void close() {
        pool.close();
        bedrock.close();
    }
}

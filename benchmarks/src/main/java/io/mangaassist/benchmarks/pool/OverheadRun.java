package io.mangaassist.benchmarks.pool;

import static io.mangaassist.benchmarks.pool.SimulatedService.SONNET;

import io.mangaassist.pool.BedrockPool;
import io.mangaassist.pool.BedrockRung;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/**
 * What a healthy call pays for the pool: the same SDK client bare and under the pool, in turn, against the same service in
 * another process that answers at once. A pair is one round of each, its order changing with every pair.
 */
public final class OverheadRun {

    private OverheadRun() {}

    /**
     * Prints differences and ratios with their 95 % intervals.
     *
     * @param arguments number of pairs; calls in a round; calls at once; rounds of each to warm up
     * @throws IOException if the simulator does not start
     */
    public static void main(String[] arguments) throws IOException {
        int pairs = Integer.parseInt(arguments[0]);
        int calls = Integer.parseInt(arguments[1]);
        int atOnce = Integer.parseInt(arguments[2]);
        int warm = Integer.parseInt(arguments[3]);
        try (SimulatedService service = SimulatedService.instant();
                BedrockRuntimeAsyncClient bare = Clients.open(service.endpoint());
                BedrockPool pool = BedrockPool.builder()
                        .rung(BedrockRung.of("sonnet", SONNET, bare).permits(196))
                        .rung(BedrockRung.of("haiku", SimulatedService.HAIKU, bare)
                                .permits(73))
                        .meterRegistry(new SimpleMeterRegistry())
                        .drain(Duration.ofSeconds(5))
                        .build()) {
            ClosedLoop without = new ClosedLoop(bare, calls, atOnce);
            ClosedLoop with = new ClosedLoop(pool.asyncClient(), calls, atOnce);
            for (int i = 0; i < warm; i++) {
                without.round();
                with.round();
            }
            compare(pairs, without, with, calls, atOnce);
        }
        System.exit(0);
    }

    private static void compare(int pairs, ClosedLoop without, ClosedLoop with, int calls, int atOnce) {
        Pairs p50 = new Pairs(pairs);
        Pairs cpu = new Pairs(pairs);
        Pairs bytes = new Pairs(pairs);
        for (int i = 0; i < pairs; i++) {
            ClosedLoop.Round second = i % 2 == 0 ? null : with.round();
            ClosedLoop.Round first = without.round();
            ClosedLoop.Round ours = second == null ? with.round() : second;
            p50.add(first.p50Micros(), ours.p50Micros());
            cpu.add(first.cpuMicros(), ours.cpuMicros());
            bytes.add(first.bytes(), ours.bytes());
        }
        System.out.printf(Locale.ROOT, "%d pairs of %,d calls, %d at once (95 %% intervals)%n", pairs, calls, atOnce);
        System.out.println("| a call | bare SDK | under the pool | difference | ratio |\n|---|---|---|---|---|");
        System.out.println(p50.row("p50", "us"));
        System.out.println(cpu.row("processor time", "us"));
        System.out.println(bytes.row("allocated", "B"));
    }
}

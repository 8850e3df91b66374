package io.mangaassist.pool;

import static io.mangaassist.pool.SimulatedBedrock.SONNET;
import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.testkit.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class PlannedEventsTest {

    private static final Instant SALE = Instant.parse("2026-12-04T03:00:00Z");
    private static final PlannedEvents PLAN = PlannedEvents.none().event("one-piece-120", SALE, Duration.ofHours(3), 2);

    @Test
    void permits_grow_in_four_steps_over_two_hours_and_go_back_after() {
        assertThat(PLAN.factorAt(SALE.minusSeconds(7_201))).isEqualTo(1);
        assertThat(PLAN.factorAt(SALE.minusSeconds(7_200))).isEqualTo(1.25);
        assertThat(PLAN.factorAt(SALE.minusSeconds(5_400))).isEqualTo(1.5);
        assertThat(PLAN.factorAt(SALE.minusSeconds(1_800)))
                .as("half an hour before")
                .isEqualTo(2);
        assertThat(PLAN.factorAt(SALE.plusSeconds(10_799))).isEqualTo(2);
        assertThat(PLAN.factorAt(SALE.plusSeconds(10_800))).isEqualTo(1);
    }

    @Test
    void overlapping_events_do_not_add_up() {
        PlannedEvents both = PLAN.event("naruto", SALE, Duration.ofHours(1), 3);

        assertThat(both.factorAt(SALE)).isEqualTo(3);
        assertThat(both.factorAt(SALE.plusSeconds(3_600))).isEqualTo(2);
    }

    @Test
    void the_pool_follows_the_plan_and_warms_up_in_the_last_minutes() {
        VirtualTime time = VirtualTime.startAt(SALE.minus(Duration.ofHours(3)));
        List<String> warmed = new ArrayList<>();
        BedrockPool pool = BedrockPool.builder()
                .rung(BedrockRung.of("sonnet", SONNET, new FakeBedrock()).permits(196))
                .clock(time.clock())
                .scheduler(time.scheduler())
                .executor(Runnable::run)
                .meterRegistry(new SimpleMeterRegistry())
                .plannedEvents(PLAN)
                .warmUp((client, model) -> {
                    warmed.add(model);
                    return CompletableFuture.completedFuture(null);
                })
                .build();

        time.advance(Duration.ofMinutes(59));
        assertThat(limit(pool)).isEqualTo(196);
        time.advance(Duration.ofMinutes(2));
        assertThat(limit(pool)).isEqualTo(245);
        time.advance(Duration.ofMinutes(114));
        assertThat(limit(pool)).isEqualTo(392);
        warmed.clear();
        time.advance(Duration.ofMinutes(6));
        assertThat(warmed)
                .as("every half minute for the rest of five")
                .hasSize(9)
                .containsOnly(SONNET);
        time.advance(Duration.ofHours(3));
        assertThat(limit(pool)).isEqualTo(196);
        pool.close();
        assertThat(time.pending()).as("closing ends the watch").isZero();
    }

    private static int limit(BedrockPool pool) {
        return pool.snapshot().rungs().get(0).limit();
    }
}

package io.mangaassist.dns;

import static io.mangaassist.dns.Rig.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.TaskPlacement;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the application's own parts may do to a lookup: nothing. */
final class BrokenPlacementTest {

    @Test
    void a_placement_that_throws_costs_the_order_only() {
        resolves(() -> {
            throw new IllegalStateException("planted");
        });
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without a checker may do
    void a_placement_that_is_null_costs_the_order_only() {
        resolves(() -> null);
    }

    private static void resolves(Supplier<TaskPlacement> placement) {
        VpcEndpoints endpoints = VpcEndpoints.none()
                .zone("a", "10.0.1.0/24")
                .zone("b", "10.0.2.0/24")
                .placement(placement);
        try (Rig rig = new Rig(builder -> builder.endpoints(endpoints))) {
            var first = rig.resolver.resolveAsync(HOST);
            rig.last().answer("10.0.1.10", "10.0.2.10");
            rig.time.runDue();
            assertThat(first).isCompleted();
            int asked = rig.asked.size();
            rig.advance(Duration.ofSeconds(60));
            assertThat(rig.asked).as("it is refreshed").hasSizeGreaterThan(asked);
        }
    }
}

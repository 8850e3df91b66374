package io.mangaassist.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.AwsRequestAttributes;
import io.mangaassist.core.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeakWatchTest {

    private final Scene scene = new Scene();
    private final List<Throwable> leaks = new ArrayList<>();

    @Test
    void a_permit_that_never_comes_back_is_told_once_with_where_it_was_asked_for() {
        BedrockPool pool = scene.pool(
                b -> b.leakListener(leaks::add)
                        .firstTokenTimeout(Duration.ofSeconds(1))
                        .totalTimeout(Duration.ofSeconds(1)),
                rung -> rung);
        forget(pool);

        scene.time.advance(Duration.ofSeconds(3));
        assertThat(leaks).as("three times the total time are not over").isEmpty();
        scene.time.advance(Duration.ofSeconds(2));
        scene.time.advance(Duration.ofSeconds(2));

        assertThat(leaks).hasSize(1);
        assertThat(Arrays.stream(leaks.get(0).getStackTrace()).map(StackTraceElement::getMethodName))
                .contains("forget");
    }

    /** Its own deadline is longer than the pool's, and its answer never comes. */
    private void forget(BedrockPool pool) {
        var unused = pool.asyncClient()
                .converse(SimulatedBedrock.question(SimulatedBedrock.SONNET).toBuilder()
                        .overrideConfiguration(c -> c.putExecutionAttribute(
                                AwsRequestAttributes.DEADLINE, Deadline.in(Duration.ofMinutes(1), scene.time.clock())))
                        .build());
    }
}

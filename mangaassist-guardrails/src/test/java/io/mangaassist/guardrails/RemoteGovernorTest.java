package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** An evaluator that gives null costs its own check a verdict, and nobody else anything. */
final class RemoteGovernorTest {

    private final VirtualTime time = VirtualTime.start();

    @ParameterizedTest
    @EnumSource(
            value = RemoteTierTest.Misbehaviour.class,
            names = {"RETURNS_NULL", "ANSWERS_NULL"},
            mode = Mode.INCLUDE)
    void no_answer_is_a_failure_and_those_that_wait_behind_it_are_served(RemoteTierTest.Misbehaviour misbehaviour) {
        RemoteGovernor governor = new RemoteGovernor(
                check -> misbehaviour.evaluate(), RemoteGovernor.Share.of(2, 100), time.clock(), time.scheduler());
        List<CompletableFuture<RemoteVerdict>> verdicts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            verdicts.add(governor.evaluate(check(i)).toCompletableFuture());
        }
        time.advance(Duration.ofSeconds(10));
        assertThat(verdicts)
                .allSatisfy(verdict -> assertThat(verdict).isCompletedWithValue(RemoteVerdict.failed("no answer")));
        assertThat(governor.waiting()).isZero();
    }

    private static RemoteCheck check(int id) {
        return new RemoteCheck(id, RemoteCheck.Source.OUTPUT, GuardrailMode.SYNC, "c", 0, 4, 0, "text");
    }
}

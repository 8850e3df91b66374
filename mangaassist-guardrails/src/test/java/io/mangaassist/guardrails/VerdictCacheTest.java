package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Checks of the same text that are under way: joined while they may still be answered, never longer. */
final class VerdictCacheTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final VirtualTime time = VirtualTime.start();
    private final List<CompletableFuture<RemoteVerdict>> calls = new ArrayList<>();
    private final VerdictCache cache =
            new VerdictCache(this::call, "v", new CachedVerdicts(10, Duration.ofMinutes(5)), time.clock(), () -> {});

    @Test
    void a_call_that_everybody_gave_up_is_cancelled_and_asked_again() {
        CompletableFuture<RemoteVerdict> first = ask();
        CompletableFuture<RemoteVerdict> second = ask();
        first.cancel(false);
        assertThat(calls.get(0)).as("somebody still waits").isNotDone();
        second.cancel(false);
        assertThat(calls.get(0)).isCancelled();

        CompletableFuture<RemoteVerdict> third = ask();
        assertThat(calls).hasSize(2);
        calls.get(1).complete(RemoteVerdict.passed());
        assertThat(third).isCompletedWithValue(RemoteVerdict.passed());
    }

    @Test
    void a_waiter_whose_own_limit_passed_counts_as_gone() {
        ask().completeExceptionally(new TimeoutException());
        assertThat(calls.get(0)).isCancelled();
        assertThat(ask()).isNotDone();
        assertThat(calls).hasSize(2);
    }

    @Test
    void who_gives_up_takes_nothing_from_the_others() {
        CompletableFuture<RemoteVerdict> first = ask();
        CompletableFuture<RemoteVerdict> second = ask();
        first.cancel(false);
        calls.get(0).complete(RemoteVerdict.violation("r"));
        assertThat(second).isCompletedWithValue(RemoteVerdict.violation("r"));
        assertThat(ask()).isCompletedWithValue(RemoteVerdict.violation("r"));
        assertThat(calls).hasSize(1);
    }

    @Test
    void a_call_that_never_answers_is_not_joined_for_ever() {
        CompletableFuture<RemoteVerdict> stuck = ask();
        time.advance(PATIENCE.minusMillis(1));
        CompletableFuture<RemoteVerdict> joined = ask();
        assertThat(joined).isNotDone();
        assertThat(calls).as("young enough to be joined").hasSize(1);
        time.advance(Duration.ofMillis(2));
        CompletableFuture<RemoteVerdict> next = ask();
        assertThat(calls).hasSize(2);

        stuck.cancel(false);
        calls.get(1).complete(RemoteVerdict.passed());
        assertThat(next).isCompletedWithValue(RemoteVerdict.passed());
        assertThat(ask())
                .as("the old call's end does not forget the new verdict")
                .isCompletedWithValue(RemoteVerdict.passed());
        assertThat(calls).hasSize(2);
    }

    private CompletionStage<RemoteVerdict> call(RemoteCheck check) {
        CompletableFuture<RemoteVerdict> call = new CompletableFuture<>();
        calls.add(call);
        return call;
    }

    private CompletableFuture<RemoteVerdict> ask() {
        return cache.evaluate(new RemoteCheck(0, RemoteCheck.Source.OUTPUT, GuardrailMode.SYNC, "c", 0, 4, 0, "text"))
                .toCompletableFuture();
    }
}

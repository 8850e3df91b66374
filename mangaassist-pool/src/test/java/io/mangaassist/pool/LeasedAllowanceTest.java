package io.mangaassist.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A fleet of four tasks with 2,400 requests a minute: a batch is ten. */
final class LeasedAllowanceTest {

    private final VirtualTime time = VirtualTime.start();
    private final HandBudget budget = new HandBudget();
    private final Timers timers = new Timers(time.scheduler(), Runnable::run, time.clock());
    private final LeasedAllowance allowance =
            new LeasedAllowance("sonnet:requests", 2_400, new FleetShare(budget, 4), timers);

    @Test
    void a_batch_is_asked_for_before_the_first_request_and_again_at_half() {
        assertThat(budget.asked).containsExactly(10L);
        assertThat(allowance.take(1)).as("nothing has come yet").isFalse();
        budget.grant(10);

        assertThat(take(5)).isEqualTo(5);
        assertThat(budget.asked).as("at half").hasSize(2);
        assertThat(take(10)).as("what is left of the first").isEqualTo(5);
        assertThat(budget.asked).as("one question at a time").hasSize(2);
    }

    @Test
    void without_the_budget_the_task_lives_on_its_part_and_asks_again() {
        budget.last().completeExceptionally(new IllegalStateException("gone"));
        assertThat(take(1)).as("its part begins with nothing").isZero();

        time.advance(Duration.ofMillis(900));
        assertThat(take(20)).as("10 a second for 0.9 s").isEqualTo(9);
        assertThat(budget.asked).hasSize(1);
        time.advance(Duration.ofMillis(100));
        take(1);
        assertThat(budget.asked).as("a second later").hasSize(2);
        budget.grant(10);
        time.advance(Duration.ofSeconds(10));

        assertThat(take(20)).as("shared again: the batch and no more").isEqualTo(10);
    }

    @Test
    void a_budget_that_does_not_answer_counts_as_gone_and_its_late_batch_is_used() {
        CompletableFuture<Long> late = budget.last();
        time.advance(Duration.ofMillis(500));
        time.advance(Duration.ofMillis(500));

        assertThat(take(20)).isEqualTo(5);
        late.complete(10L);
        assertThat(take(20)).isEqualTo(10);
    }

    @Test
    void an_empty_budget_is_not_asked_by_every_request() {
        budget.grant(0);

        assertThat(take(100)).isZero();
        assertThat(budget.asked).hasSize(1);
        time.advance(Duration.ofMillis(50));
        take(100);
        assertThat(budget.asked).hasSize(2);
    }

    @Test
    void what_settled_calls_give_back_returns_to_the_fleet() {
        budget.grant(10);

        allowance.add(5);
        assertThat(budget.returned).isEmpty();
        allowance.add(25);

        assertThat(budget.returned).as("all beyond a batch").containsExactly(30L);
    }

    private int take(int times) {
        int taken = 0;
        for (int i = 0; i < times; i++) {
            taken += allowance.take(1) ? 1 : 0;
        }
        return taken;
    }

    private static final class HandBudget implements FleetBudget {

        final List<Long> asked = new ArrayList<>();
        final List<Long> returned = new ArrayList<>();
        private final List<CompletableFuture<Long>> answers = new ArrayList<>();

        @Override
        public CompletionStage<Long> take(String budget, long perMinute, long most) {
            asked.add(most);
            answers.add(new CompletableFuture<>());
            return last();
        }

        @Override
        public void giveBack(String budget, long perMinute, long amount) {
            returned.add(amount);
        }

        CompletableFuture<Long> last() {
            return answers.get(answers.size() - 1);
        }

        void grant(long amount) {
            last().complete(amount);
        }
    }
}

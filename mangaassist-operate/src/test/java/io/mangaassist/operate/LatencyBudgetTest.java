package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mangaassist.core.Deadline;
import io.mangaassist.core.Segment;
import io.micrometer.core.instrument.MockClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LatencyBudgetTest {

    private final MockClock clock = new MockClock();
    private final Deadline deadline = Deadline.in(Duration.ofSeconds(2), Duration.ofSeconds(10), clock);
    private final RequestAccount account = LatencyBudget.runbook().open(deadline, clock);

    @Test
    void the_table_tells_where_the_time_went() {
        try (RequestAccount.Entry search = account.enter(Segment.VECTOR_SEARCH)) {
            clock.add(Duration.ofMillis(180));
        }
        clock.add(Duration.ofMillis(30));
        account.spent(Segment.DNS_RESOLUTION, Duration.ofMillis(5));
        try (RequestAccount.Entry invoke = account.enter(Segment.BEDROCK_INVOKE)) {
            clock.add(Duration.ofMillis(600));
        }

        assertThat(account.table()).isEqualTo("""
                        | segment | ms | share ms | |
                        |---|---:|---:|---|
                        | vector-search | 180 | 150 | over |
                        | dns-resolution | 5 | 10 |  |
                        | bedrock-invoke | 600 | 1,500 |  |
                        | not accounted for | 25 |  |  |
                        | total | 810 | 2,000 |  |
                        | left until the deadline | 1,190 |  |  |
                        """);
    }

    @Test
    void what_ran_at_the_same_time_is_not_counted_twice_and_what_ran_beside_not_at_all() {
        RequestAccount.Entry search = account.enter(Segment.VECTOR_SEARCH);
        RequestAccount.Entry session = account.enter(Segment.DYNAMO_SESSION);
        clock.add(Duration.ofMillis(10));
        session.close();
        clock.add(Duration.ofMillis(40));
        search.close();
        search.close();
        RequestAccount.Entry write = account.beside(Segment.CACHE_WRITE);
        clock.add(Duration.ofMillis(20));
        write.close();

        assertThat(account.table())
                .contains("| vector-search | 50 | 150 |  |")
                .contains("| cache-write | 20 | 5 | beside, over |")
                .contains("| not accounted for | 20 |");
    }

    @Test
    void a_broken_promise_is_marked() {
        clock.add(Duration.ofMillis(2_300));

        assertThat(account.table()).contains("| total | 2,300 | 2,000 | over |").contains("| 0 |  | expired |");
    }

    @Test
    void without_a_deadline_there_is_no_line_for_it() {
        String table = LatencyBudget.runbook().open(Deadline.never(), clock).table();

        assertThat(table).doesNotContain("deadline");
    }

    @Test
    void an_account_stays_small() {
        for (int i = 0; i < 10_000; i++) {
            account.spent(Segment.of("part-" + i), Duration.ofMillis(1));
        }

        assertThat(account.table().lines().count()).isLessThan(210);
    }

    @Test
    void the_shares_of_what_a_request_waits_for_leave_room_for_the_rest() {
        LatencyBudget budget = LatencyBudget.runbook();
        Duration waited = List.of(
                        Segment.CACHE_LOOKUP,
                        Segment.DYNAMO_SESSION,
                        Segment.VECTOR_SEARCH,
                        Segment.POOL_ACQUIRE,
                        Segment.BEDROCK_INVOKE,
                        Segment.GUARDRAILS_CHECK)
                .stream()
                .map(segment -> budget.share(segment).orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);

        assertThat(budget.promise().minus(waited)).isEqualTo(Duration.ofMillis(170));
    }

    @Test
    void bad_shares_are_refused_by_name() {
        assertThatThrownBy(() -> LatencyBudget.runbook().with(Segment.REQUEST, Duration.ofSeconds(3)))
                .hasMessage("share of request must be <= the promise (PT2S), was PT3S");
        assertThatThrownBy(() -> LatencyBudget.of(Duration.ZERO)).hasMessage("promise must be > 0, was PT0S");
    }
}

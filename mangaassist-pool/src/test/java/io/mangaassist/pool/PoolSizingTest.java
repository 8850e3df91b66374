package io.mangaassist.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mangaassist.pool.PoolSizing.Bound;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PoolSizingTest {

    private static final PoolSizing SALE =
            PoolSizing.peak(2_200).missRate(0.95).hold(Duration.ofMillis(500)).tasks(8);

    @Test
    void the_runbook_s_sale_needs_196_permits_in_each_of_8_tasks() {
        PoolSizing.Advice advice = SALE.advise();

        assertThat(advice.perTask()).isEqualTo(196);
        assertThat(advice.fleet()).isEqualTo(1_568);
        assertThat(advice.bound()).isEqualTo(Bound.LOAD);
        assertThat(advice.callsPerSecond()).isEqualTo(2_090);
        assertThat(advice.requestsPerMinute()).isEqualTo(125_400);
    }

    @Test
    void haiku_needs_73_for_what_sonnet_leaves() {
        PoolSizing.Advice advice =
                PoolSizing.peak(1_930).hold(Duration.ofMillis(200)).tasks(8).advise();

        assertThat(advice.perTask()).isEqualTo(73);
    }

    @Test
    void a_quota_that_would_only_answer_429_binds_and_says_so() {
        PoolSizing.Advice requests = SALE.requestQuota(24_000).advise();
        PoolSizing.Advice tokens =
                SALE.requestQuota(24_000).tokenQuota(2_000_000, 2_000).advise();

        assertThat(requests.bound()).isEqualTo(Bound.REQUEST_QUOTA);
        assertThat(requests.perTask())
                .as("400 a second for half a second over 8 tasks")
                .isEqualTo(25);
        assertThat(tokens.bound()).isEqualTo(Bound.TOKEN_QUOTA);
        assertThat(tokens.perTask()).as("1,000 calls a minute").isEqualTo(1);
    }

    @Test
    void streams_hold_longer_than_their_first_token() {
        PoolSizing.Advice advice = PoolSizing.peak(100)
                .calls(0.5, Duration.ofMillis(500))
                .calls(0.5, Duration.ofMillis(4_500))
                .headroom(1)
                .advise();

        assertThat(advice.perTask()).isEqualTo(250);
        assertThatThrownBy(() ->
                        PoolSizing.peak(1).calls(0.5, Duration.ofSeconds(1)).advise())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shares of calls must be 1 together, was 0.5");
    }
}

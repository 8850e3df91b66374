package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.Deadline;
import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.SegmentTimer;
import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RequestAccountsTest {

    private final MockClock clock = new MockClock();
    private final RequestAccounts accounts = RequestAccounts.create();
    private final List<String> traced = new ArrayList<>();
    private final Segments segments = Segments.builder(new SimpleMeterRegistry())
            .clock(clock)
            .tracing(accounts.handler(new ObservationHandler<>() {
                @Override
                public void onStop(Observation.Context context) {
                    traced.add(context.getContextualName());
                }

                @Override
                public boolean supportsContext(Observation.Context context) {
                    return true;
                }
            }))
            .build();

    @AfterEach
    void close() {
        segments.close();
    }

    @Test
    void what_the_segments_time_stands_in_the_table_and_is_traced_all_the_same() {
        RequestAccount account = open();

        try (RequestAccounts.Scope scope = accounts.open(account)) {
            segments.time(Segment.REQUEST, () -> segments.time(Segment.VECTOR_SEARCH, () -> wait(180)));
            SegmentTimer write = segments.start(Segment.CACHE_WRITE);
            wait(20);
            write.stop(Outcome.SUCCESS);
        }

        assertThat(account.table())
                .contains("| vector-search | 180 | 150 | over |")
                .contains("| cache-write | 20 | 5 | beside, over |")
                .contains("| not accounted for | 20 |")
                .as("the whole is no part")
                .doesNotContain("| request |");
        assertThat(traced).containsExactly("vector-search", "request", "cache-write");
    }

    @Test
    void a_part_that_ends_later_on_another_thread_is_entered_at_its_end() {
        RequestAccount account = open();
        SegmentTimer invoke;
        try (RequestAccounts.Scope scope = accounts.open(account)) {
            invoke = segments.start(Segment.BEDROCK_INVOKE);
        }
        wait(600);

        CompletableFuture.runAsync(() -> invoke.stop(Outcome.SUCCESS), Runnable::run)
                .join();

        assertThat(account.table()).contains("| bedrock-invoke | 600 | 1,500 |  |");
    }

    @Test
    void a_child_belongs_to_the_account_of_its_parent_also_when_the_scope_is_closed() {
        RequestAccount account = open();
        RequestAccounts.Scope scope = accounts.open(account);

        segments.time(Segment.REQUEST, () -> {
            scope.close();
            return segments.time(Segment.DYNAMO_SESSION, () -> wait(12));
        });

        assertThat(account.table()).contains("| dynamo-session | 12 | 20 |  |");
    }

    @Test
    void two_requests_on_one_thread_keep_apart_and_nobodys_segment_is_nobodys() {
        RequestAccount outer = open();
        RequestAccount inner = open();
        try (RequestAccounts.Scope first = accounts.open(outer)) {
            try (RequestAccounts.Scope second = accounts.open(inner)) {
                segments.time(Segment.VECTOR_SEARCH, () -> wait(5));
            }
            segments.time(Segment.CACHE_LOOKUP, () -> wait(1));
        }
        segments.time(Segment.DNS_RESOLUTION, () -> wait(3));

        assertThat(inner.table()).contains("vector-search").doesNotContain("cache-lookup", "dns-resolution");
        assertThat(outer.table()).contains("cache-lookup").doesNotContain("vector-search", "dns-resolution");
    }

    private RequestAccount open() {
        return LatencyBudget.runbook().open(Deadline.in(Duration.ofSeconds(2), clock), clock);
    }

    private String wait(int millis) {
        clock.add(Duration.ofMillis(millis));
        return "done";
    }
}

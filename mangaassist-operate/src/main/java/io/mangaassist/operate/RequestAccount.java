package io.mangaassist.operate;

import io.mangaassist.core.Deadline;
import io.mangaassist.core.Segment;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where the time of one request went. Entries may come from any thread and may overlap: what ran at the same time is not
 * counted twice when the rest is worked out.
 *
 * <pre>{@code
 * RequestAccount account = LatencyBudget.runbook().open(deadline, Clock.SYSTEM);
 * try (RequestAccount.Entry entry = account.enter(Segment.VECTOR_SEARCH)) {
 *     ...
 * }
 * log.info("{}", account.table());
 * }</pre>
 */
public final class RequestAccount {

    /** A request has some ten parts; a loop that enters thousands of times shall not fill the heap. */
    private static final int MAX_ENTRIES = 200;

    private final LatencyBudget budget;
    private final Deadline deadline;
    private final Clock clock;
    private final long start;
    /** Guarded by itself. */
    private final List<RequestTable.Span> spans = new ArrayList<>();

    RequestAccount(LatencyBudget budget, Deadline deadline, Clock clock) {
        this.budget = budget;
        this.deadline = deadline;
        this.clock = clock;
        this.start = clock.monotonicTime();
    }

    /** A part of the request that is running. */
    public interface Entry extends AutoCloseable {

        /** Ends the part. Calls after the first do nothing. */
        @Override
        void close();
    }

    /**
     * Begins a part that the request waits for.
     *
     * @param segment its name
     * @return to be closed at its end, by any thread
     */
    public Entry enter(Segment segment) {
        return enter(segment, false);
    }

    /**
     * Begins a part that runs beside the request, which does not wait for it.
     *
     * @param segment its name
     * @return to be closed at its end, by any thread
     */
    public Entry beside(Segment segment) {
        return enter(segment, true);
    }

    private Entry enter(Segment segment, boolean beside) {
        long from = clock.monotonicTime() - start;
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.compareAndSet(true, false)) {
                add(new RequestTable.Span(segment, from, clock.monotonicTime() - start, beside));
            }
        };
    }

    /**
     * Enters a part that was timed elsewhere and has just ended.
     *
     * @param segment its name
     * @param took how long it took
     */
    public void spent(Segment segment, Duration took) {
        long now = clock.monotonicTime() - start;
        add(new RequestTable.Span(segment, Math.max(0, now - took.toNanos()), now, false));
    }

    private void add(RequestTable.Span span) {
        synchronized (spans) {
            if (spans.size() < MAX_ENTRIES) {
                spans.add(span);
            }
        }
    }

    /**
     * Returns where the time went up to now: one line a segment with its share, what nobody accounted for, and the
     * deadline.
     *
     * @return a Markdown table
     */
    public String table() {
        long total = clock.monotonicTime() - start;
        List<RequestTable.Span> soFar;
        synchronized (spans) {
            soFar = List.copyOf(spans);
        }
        return RequestTable.render(budget, soFar, total, deadline.remainingToFirstTokenNanos());
    }
}

package io.mangaassist.operate;

import io.mangaassist.core.Checks;
import io.mangaassist.core.Deadline;
import io.mangaassist.core.Segment;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the promise to the customer is split: the time to the first token, and the share of each segment. Immutable.
 *
 * <p>{@link #runbook()} splits 2 s by the runbooks' own thresholds: bedrock-invoke 1,500 ms (its alarm), guardrails-check
 * 50 ms (its budget), cache-write 5 ms and dns-resolution 10 ms (their warnings), network-transit 50 ms (the tree);
 * vector-search 150 ms, pool-acquire 100 ms, dynamo-session and session-update 20 ms and cache-lookup 10 ms are ours,
 * twice what the runbooks call normal or more. What is left, 170 ms, is the application's own work.
 */
public final class LatencyBudget {

    private final Duration promise;
    private final Map<Segment, Duration> shares;

    private LatencyBudget(Duration promise, Map<Segment, Duration> shares) {
        this.promise = promise;
        this.shares = shares;
    }

    /**
     * Returns a budget without shares.
     *
     * @param promise time to the first token, greater than zero
     * @return the budget
     */
    public static LatencyBudget of(Duration promise) {
        return new LatencyBudget(Checks.positive("promise", promise), Map.of());
    }

    /**
     * Returns the budget of the runbooks: 2 s to the first token.
     *
     * @return the budget
     */
    public static LatencyBudget runbook() {
        return of(Duration.ofSeconds(2))
                .with(Segment.CACHE_LOOKUP, Duration.ofMillis(10))
                .with(Segment.DYNAMO_SESSION, Duration.ofMillis(20))
                .with(Segment.VECTOR_SEARCH, Duration.ofMillis(150))
                .with(Segment.POOL_ACQUIRE, Duration.ofMillis(100))
                .with(Segment.BEDROCK_INVOKE, Duration.ofMillis(1_500))
                .with(Segment.NETWORK_TRANSIT, Duration.ofMillis(50))
                .with(Segment.DNS_RESOLUTION, Duration.ofMillis(10))
                .with(Segment.GUARDRAILS_CHECK, Duration.ofMillis(50))
                .with(Segment.CACHE_WRITE, Duration.ofMillis(5))
                .with(Segment.SESSION_UPDATE, Duration.ofMillis(20));
    }

    /**
     * Returns this budget with another share of a segment.
     *
     * @param segment the segment
     * @param share greater than zero and at most the promise
     * @return the budget
     */
    public LatencyBudget with(Segment segment, Duration share) {
        Checks.positive("share of " + segment, share);
        Checks.check(share.compareTo(promise) <= 0, "share of " + segment, "<= the promise (" + promise + ")", share);
        Map<Segment, Duration> more = new LinkedHashMap<>(shares);
        more.put(segment, share);
        return new LatencyBudget(promise, more);
    }

    /**
     * Returns the time to the first token.
     *
     * @return the promise
     */
    public Duration promise() {
        return promise;
    }

    /**
     * Returns the share of a segment.
     *
     * @param segment the segment
     * @return nothing if it has none
     */
    public Optional<Duration> share(Segment segment) {
        return Optional.ofNullable(shares.get(segment));
    }

    /**
     * Begins to keep account of one request.
     *
     * @param deadline the request's deadline; the account does not change it
     * @param clock its monotonic time is read
     * @return the account, open until {@link RequestAccount#table()} is asked for
     */
    public RequestAccount open(Deadline deadline, Clock clock) {
        return new RequestAccount(this, deadline, clock);
    }

    @Override
    public String toString() {
        return "LatencyBudget{promise=" + promise + ", shares=" + shares + "}";
    }
}

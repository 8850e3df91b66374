package io.mangaassist.pool;

import com.netflix.concurrency.limits.Limit;
import java.util.Objects;

/**
 * The algorithms of Netflix' concurrency-limits for the permits of a rung. Needs {@code
 * com.netflix.concurrency-limits:concurrency-limits-core} on the class path.
 *
 * <pre>{@code
 * BedrockRung.of("sonnet", model, client)
 *         .permits(196)
 *         .limitAlgorithm(permits -> NetflixLimit.of(VegasLimit.newBuilder()
 *                 .initialLimit(permits).maxConcurrency(permits).build()));
 * }</pre>
 */
public final class NetflixLimit implements LimitAlgorithm {

    private final Limit limit;

    private NetflixLimit(Limit limit) {
        this.limit = limit;
    }

    /**
     * Adapts a limit.
     *
     * @param limit Vegas, Gradient2, AIMD or another; used by nothing else
     * @return the algorithm
     */
    public static NetflixLimit of(Limit limit) {
        return new NetflixLimit(Objects.requireNonNull(limit, "limit"));
    }

    @Override
    public int after(Call call) {
        limit.onSample(call.startNanos(), Math.max(1, call.nanos()), call.atOnce(), call.throttled());
        return limit.getLimit();
    }

    @Override
    public String toString() {
        return "NetflixLimit{" + limit + "}";
    }
}

package io.mangaassist.pool;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetricsPublisher;
import io.mangaassist.core.Guard;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resilience4j's own meters of the breakers ({@code resilience4j.circuitbreaker.*}), as its dashboards expect them. Their
 * tag {@code name} is the pool's instance and the rung, joined by a dash.
 */
final class BreakerMeters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BreakerMeters.class);

    private final TaggedCircuitBreakerMetricsPublisher publisher;
    private final Set<CircuitBreaker> watched = ConcurrentHashMap.newKeySet();

    BreakerMeters(MeterRegistry registry) {
        publisher = new TaggedCircuitBreakerMetricsPublisher(registry);
    }

    void watch(CircuitBreaker breaker) {
        watched.add(breaker);
        Guard.safely(LOG, "The breaker's meters", () -> publisher.publishMetrics(breaker));
    }

    void forget(CircuitBreaker breaker) {
        watched.remove(breaker);
        Guard.safely(LOG, "The breaker's meters", () -> publisher.removeMetrics(breaker));
    }

    @Override
    public void close() {
        watched.forEach(this::forget);
    }
}

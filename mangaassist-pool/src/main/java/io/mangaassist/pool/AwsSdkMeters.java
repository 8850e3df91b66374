package io.mangaassist.pool;

import io.mangaassist.core.Guard;
import io.mangaassist.core.InstanceMeters;
import io.mangaassist.core.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/**
 * The SDK's own metrics as Micrometer meters: time of calls, of getting a connection and to the first byte. Give it to a
 * client by {@code overrideConfiguration(c -> c.addMetricPublisher(...))}; whoever made it closes it, which removes its
 * meters. The SDK's numbers of connections are not bridged: they are snapshots of moments with traffic, and the pool's own
 * gauges say it better.
 */
public final class AwsSdkMeters implements MetricPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(AwsSdkMeters.class);
    /** Operations of all clients that one publisher is given to; the SDK knows some ten for Bedrock. */
    private static final int MOST_OPERATIONS = 100;

    private final InstanceMeters meters;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    private AwsSdkMeters(InstanceMeters meters) {
        this.meters = meters;
    }

    /**
     * Makes a publisher.
     *
     * @param registry where the meters go; stays the caller's
     * @param name the tag {@code name} of the meters
     * @return the publisher
     */
    public static AwsSdkMeters publisher(MeterRegistry registry, String name) {
        return new AwsSdkMeters(InstanceMeters.create(registry, "sdk", name));
    }

    @Override
    public void publish(MetricCollection call) {
        Guard.safely(LOG, "The SDK metrics bridge", () -> record(call));
    }

    private void record(MetricCollection call) {
        String operation = first(call, CoreMetric.OPERATION_NAME);
        if (operation == null) {
            return;
        }
        Outcome outcome =
                Boolean.TRUE.equals(first(call, CoreMetric.API_CALL_SUCCESSFUL)) ? Outcome.SUCCESS : Outcome.ERROR;
        record(PoolMeter.SDK_CALL, operation, outcome, first(call, CoreMetric.API_CALL_DURATION));
        for (MetricCollection attempt : call.children()) {
            record(PoolMeter.SDK_FIRST_BYTE, operation, outcome, first(attempt, CoreMetric.TIME_TO_FIRST_BYTE));
            for (MetricCollection http : attempt.children()) {
                record(PoolMeter.SDK_ACQUIRE, operation, outcome, first(http, HttpMetric.CONCURRENCY_ACQUIRE_DURATION));
            }
        }
    }

    private void record(PoolMeter meter, String operation, Outcome outcome, @Nullable Duration time) {
        String key = meter.name() + '\n' + operation + '\n' + outcome;
        if (time == null || (timers.size() >= MOST_OPERATIONS && !timers.containsKey(key))) {
            return;
        }
        timers.computeIfAbsent(key, absent -> meters.timer(meter, operation, outcome.tag()))
                .record(time);
    }

    private static <T> @Nullable T first(MetricCollection metrics, SdkMetric<T> metric) {
        return metrics.metricValues(metric).stream().findFirst().orElse(null);
    }

    /** Removes the meters; what is published afterwards is ignored. */
    @Override
    public void close() {
        meters.close();
    }
}

package io.mangaassist.operate;

import io.mangaassist.core.Checks;
import io.mangaassist.core.NamedThreads;
import io.mangaassist.core.TaskPlacement;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.HistogramGauges;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A Micrometer registry that writes CloudWatch's embedded metric format (EMF) under the names that the runbooks alarm
 * on, with arrays of values and counts, so that CloudWatch can work out percentiles over all tasks.
 *
 * <pre>{@code
 * EmfMeterRegistry registry = EmfMeterRegistry.builder("manga-assist").placement(() -> placement).build();
 * Metrics.addRegistry(registry);
 * }</pre>
 *
 * <p>Names are read from the catalogues that the rooms publish. Recording is thread-safe, never blocks and allocates
 * nothing beyond Micrometer's own. Documents go to the sink through a bounded queue, on a daemon thread: a sink that is
 * slow, full or closed costs documents, which are counted, and never a request.
 */
public final class EmfMeterRegistry extends StepMeterRegistry {

    private final EmfConfig config;
    private final EmfSeriesMap series;
    private final EmfMeters meters;
    private final EmfWriter writer;
    private final AtomicBoolean closed = new AtomicBoolean();

    EmfMeterRegistry(EmfConfig config) {
        super(config.micrometer(), config.clock());
        this.config = config;
        this.series = new EmfSeriesMap(
                EmfNames.load(EmfMeterRegistry.class.getClassLoader(), config.mapped(), config.otherMeters()));
        ArrayBlockingQueue<String> queue = new ArrayBlockingQueue<>(config.queueLimit());
        this.meters = new EmfMeters(config.meterRegistry(), config.name(), queue);
        this.writer = new EmfWriter(config.sink(), queue, meters);
        config().namingConvention(NamingConvention.identity);
        config().onMeterRemoved(series::removed);
        writer.start();
    }

    /**
     * Returns a builder.
     *
     * @param service the value of the dimension {@code service}, not blank
     * @return the builder
     */
    public static Builder builder(String service) {
        return new Builder(service);
    }

    @Override
    protected Timer newTimer(Meter.Id id, DistributionStatisticConfig statistics, PauseDetector pauses) {
        Timer timer = new EmfMeter.Timer(context(id, series.timer(id)), statistics, pauses);
        HistogramGauges.registerWithCommonFormat(timer, this);
        return timer;
    }

    @Override
    protected DistributionSummary newDistributionSummary(
            Meter.Id id, DistributionStatisticConfig statistics, double scale) {
        DistributionSummary summary = new EmfMeter.Summary(context(id, series.summary(id)), statistics, scale);
        HistogramGauges.registerWithCommonFormat(summary, this);
        return summary;
    }

    @Override
    protected Counter newCounter(Meter.Id id) {
        return new EmfMeter.Counter(context(id, series.counter(id)));
    }

    @Override
    protected <T> Gauge newGauge(Meter.Id id, @Nullable T source, ToDoubleFunction<T> value) {
        Gauge gauge = super.newGauge(id, source, value);
        series.gauge(gauge);
        return gauge;
    }

    @Override
    protected <T> FunctionCounter newFunctionCounter(Meter.Id id, T source, ToDoubleFunction<T> count) {
        series.functionCounter(id, source, count);
        return super.newFunctionCounter(id, source, count);
    }

    private EmfMeter.Context context(Meter.Id id, EmfRecorder recorder) {
        return new EmfMeter.Context(id, clock, config.step().toMillis(), recorder);
    }

    @Override
    protected TimeUnit getBaseTimeUnit() {
        return TimeUnit.MILLISECONDS;
    }

    @Override
    protected void publish() {
        TaskPlacement placement = config.placement().get();
        EmfDimensions.Filled dimensions = EmfDimensions.fill(config.dimensionSets(), config.service(), placement);
        EmfDocuments.of(series.drain(), dimensions, clock.wallTime()).forEach(writer::offer);
    }

    /**
     * Publishes what is left, waits at most the close timeout for the sink, removes its own meters. May be called twice.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            super.close();
            writer.close(config.closeTimeout());
            meters.close();
        }
    }

    @Override
    public String toString() {
        return "EmfMeterRegistry{" + config + "}";
    }

    /** Settings of an {@link EmfMeterRegistry}. Not thread-safe. */
    public static final class Builder {

        /** The agent rotates its own logs; two files of this size are what a task's small disk can spare. */
        private static final long FILE_BYTES = 50L * 1024 * 1024;
        /** At some ten documents a step, more than an hour without a sink. */
        private static final int QUEUE = 1_000;

        private final String service;
        private final Map<String, String> mapped = new HashMap<>();
        private String name = "default";
        private EmfSink sink = new EmfStdoutSink(System.out);
        private Duration step = Duration.ofMinutes(1);
        private int queueLimit = QUEUE;
        private Duration closeTimeout = Duration.ofSeconds(2);
        private List<List<String>> dimensionSets = List.of(List.of("service"), List.of("service", "availability_zone"));
        private @Nullable String otherMeters;
        private Supplier<TaskPlacement> placement = TaskPlacement::unknown;
        private MeterRegistry meterRegistry = Metrics.globalRegistry;
        private Clock clock = Clock.SYSTEM;

        private Builder(String service) {
            this.service = service;
        }

        /**
         * Sets the value of the tag {@code name} of the registry's own meters, {@code default} unless set.
         *
         * @param newName not blank
         * @return this builder
         */
        public Builder name(String newName) {
            this.name = Checks.notBlank("name", newName);
            return this;
        }

        /** Writes to standard output, which is the default: on Fargate and Lambda the log driver carries it on. */
        public Builder stdout() {
            return sink(new EmfStdoutSink(System.out));
        }

        /**
         * Appends to a file that an agent follows. At 50 MB it is renamed to {@code <file>.1}, replacing an older one.
         *
         * @param file the file; its folder must exist
         * @return this builder
         */
        public Builder file(Path file) {
            return sink(new EmfFileSink(file, FILE_BYTES));
        }

        /**
         * Sends to the CloudWatch agent, which listens on TCP port 25888 unless told otherwise.
         *
         * @param host as in {@code 127.0.0.1}
         * @param port its port
         * @return this builder
         */
        public Builder agent(String host, int port) {
            Checks.check(port > 0 && port < 65_536, "port", "between 1 and 65535", port);
            return sink(new EmfAgentSink(Checks.notBlank("host", host), port));
        }

        /**
         * Writes to a sink of the caller's, which the registry does not close.
         *
         * @param newSink called by one daemon thread
         * @return this builder
         */
        public Builder sink(EmfSink newSink) {
            this.sink = newSink;
            return this;
        }

        /**
         * Sets how often documents are written, one minute unless set: CloudWatch's own resolution.
         *
         * @param newStep greater than zero
         * @return this builder
         */
        public Builder step(Duration newStep) {
            this.step = newStep;
            return this;
        }

        /**
         * Sets how many documents may wait for the sink, 1,000 unless set; more are dropped and counted.
         *
         * @param documents greater than zero
         * @return this builder
         */
        public Builder queueLimit(int documents) {
            this.queueLimit = documents;
            return this;
        }

        /**
         * Sets how long {@link EmfMeterRegistry#close()} waits for the sink, 2 s unless set.
         *
         * @param limit greater than zero
         * @return this builder
         */
        public Builder closeTimeout(Duration limit) {
            this.closeTimeout = limit;
            return this;
        }

        /**
         * Sets the sets of dimensions under which every metric is told, {@code [service]} and {@code [service,
         * availability_zone]} unless set. CloudWatch bills each metric once for each set and value; a set with
         * {@code task} makes new metrics at every deployment. A set that names what is unknown is left out.
         *
         * @param sets made of service, region, availability_zone, cluster, task and revision
         * @return this builder
         */
        public Builder dimensionSets(List<List<String>> sets) {
            this.dimensionSets = sets;
            return this;
        }

        /**
         * Names a meter, instead of or in addition to the catalogues: {@code Namespace Metric} with tags in braces and
         * dimensions behind, as in {@code MyShop/Chat OrderLatency_{kind} Shop={shop}}.
         *
         * @param meter its Micrometer name
         * @param cloudWatch its CloudWatch name
         * @return this builder
         */
        public Builder map(String meter, String cloudWatch) {
            mapped.put(Checks.notBlank("meter", meter), Checks.notBlank("cloudWatch", cloudWatch));
            return this;
        }

        /**
         * Sends timers, summaries, counters and gauges without a CloudWatch name too, under their Micrometer names, with
         * their tags as dimensions.
         *
         * @param namespace where they go
         * @return this builder
         */
        public Builder otherMeters(String namespace) {
            this.otherMeters = Checks.notBlank("namespace", namespace);
            return this;
        }

        /**
         * Tells where the task runs, unknown unless set.
         *
         * @param newPlacement asked at each step, must not block
         * @return this builder
         */
        public Builder placement(Supplier<TaskPlacement> newPlacement) {
            this.placement = newPlacement;
            return this;
        }

        /**
         * Sets where the registry's own meters go, the global registry unless set.
         *
         * @param registry not closed by this one
         * @return this builder
         */
        public Builder meterRegistry(MeterRegistry registry) {
            this.meterRegistry = registry;
            return this;
        }

        /**
         * Sets the clock, the system's unless set.
         *
         * @param newClock its wall time stamps documents
         * @return this builder
         */
        public Builder clock(Clock newClock) {
            this.clock = newClock;
            return this;
        }

        /**
         * Makes the registry and starts to publish.
         *
         * @return the registry, to be closed by the caller
         */
        public EmfMeterRegistry build() {
            EmfMeterRegistry registry = new EmfMeterRegistry(config());
            registry.start(NamedThreads.daemons("mangaassist-emf-publisher"));
            return registry;
        }

        EmfConfig config() {
            return new EmfConfig(
                    service,
                    name,
                    sink,
                    step,
                    queueLimit,
                    closeTimeout,
                    dimensionSets,
                    mapped,
                    otherMeters,
                    placement,
                    meterRegistry,
                    clock);
        }
    }
}

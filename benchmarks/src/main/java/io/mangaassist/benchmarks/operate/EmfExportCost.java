package io.mangaassist.benchmarks.operate;

import io.mangaassist.operate.EmfMeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one export of 500 timers costs: the processor time of the registry's own two threads (publisher and writer) for
 * each step of one second, while 100 durations are recorded in each timer and step.
 */
public final class EmfExportCost {

    private static final int METERS = 500;
    private static final int SAMPLES = 100;
    private static final int WARM_UP = 10;
    private static final int STEPS = 20;
    private static final Duration STEP = Duration.ofSeconds(1);

    private EmfExportCost() {}

    /**
     * Runs for half a minute and prints one line.
     *
     * @param args none
     */
    public static void main(String[] args) throws InterruptedException {
        AtomicLong bytes = new AtomicLong();
        EmfMeterRegistry registry = EmfMeterRegistry.builder("benchmark")
                .sink(document -> bytes.addAndGet(document.length()))
                .step(STEP)
                .meterRegistry(new SimpleMeterRegistry())
                .build();
        List<Timer> timers = new ArrayList<>();
        for (int i = 0; i < METERS; i++) {
            timers.add(registry.timer(
                    "mangaassist.segment", "name", "default", "segment", "segment-" + i, "outcome", "success"));
        }
        SplittableRandom random = new SplittableRandom(1);
        double[] millis = new double[STEPS];
        for (int step = -WARM_UP; step < STEPS; step++) {
            long before = exporting();
            record(timers, random);
            new CountDownLatch(1).await(STEP.toMillis(), TimeUnit.MILLISECONDS);
            if (step >= 0) {
                millis[step] = (exporting() - before) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.println(String.format(
                Locale.ROOT,
                "%d timers, %d samples each and step: %.1f ms of CPU per step (median), %.1f ms (slowest of %d), %d KiB",
                METERS,
                SAMPLES,
                millis[STEPS / 2],
                millis[STEPS - 1],
                STEPS,
                bytes.get() / (STEPS + WARM_UP) / 1024));
        registry.close();
    }

    /** Lognormal around 100 ms. */
    private static void record(List<Timer> timers, SplittableRandom random) {
        for (Timer timer : timers) {
            for (int i = 0; i < SAMPLES; i++) {
                timer.record((long) (1e8 * Math.exp(0.5 * random.nextGaussian())), TimeUnit.NANOSECONDS);
            }
        }
    }

    private static long exporting() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("mangaassist-emf-")) {
                nanos += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return nanos;
    }
}

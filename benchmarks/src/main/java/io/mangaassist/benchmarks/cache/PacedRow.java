package io.mangaassist.benchmarks.cache;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/**
 * One row: a call made at a fixed rate by one thread that waits actively, so that neither its core nor its caches cool
 * down between calls, the same for all rows.
 */
final class PacedRow {

    private static final int PER_SECOND = 10_000;
    private static final int WARM_UP_CALLS = 200_000;
    private static final long WARM_UP_PERIOD_NANOS = 20_000;
    private static final double THOUSAND = 1e3;

    private final String name;
    private final Histogram nanos;
    private final double bytes;

    private PacedRow(String name, Histogram nanos, double bytes) {
        this.name = name;
        this.nanos = nanos;
        this.bytes = bytes;
    }

    static PacedRow measure(String name, int seconds, IntConsumer call) {
        Histogram warmUp = new Histogram(3);
        pace(call, WARM_UP_CALLS, WARM_UP_PERIOD_NANOS, warmUp);
        Histogram nanos = new Histogram(3);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int calls = seconds * PER_SECOND;
        pace(call, calls, 1_000_000_000L / PER_SECOND, nanos);
        double bytes = (threads.getCurrentThreadAllocatedBytes() - before) / (double) calls;
        return new PacedRow(name, nanos, bytes);
    }

    /** Makes calls at the rate without a warm-up and without noting times; returns how many. */
    static int paced(IntConsumer call, int seconds) {
        int calls = seconds * PER_SECOND;
        pace(call, calls, 1_000_000_000L / PER_SECOND, new Histogram(3));
        return calls;
    }

    private static void pace(IntConsumer call, int calls, long period, Histogram nanos) {
        long next = System.nanoTime();
        for (int number = 0; number < calls; number++) {
            next += period;
            while (System.nanoTime() - next < 0) {
                Thread.onSpinWait();
            }
            long start = System.nanoTime();
            call.accept(number);
            nanos.recordValue(System.nanoTime() - start);
        }
    }

    double at(double percentile) {
        return nanos.getValueAtPercentile(percentile);
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.0f | %.0f |",
                name,
                nanos.getValueAtPercentile(50),
                nanos.getValueAtPercentile(99),
                nanos.getValueAtPercentile(99.9),
                nanos.getMaxValue() / THOUSAND,
                bytes);
    }
}

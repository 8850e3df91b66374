package io.mangaassist.operate;

import io.micrometer.core.instrument.Gauge;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * One metric of one set of dimensions, fed by all meters that map to it: distributions are joined value by value,
 * counts and states are added up, percentages stand side by side. Any thread may record; one thread drains.
 */
final class EmfSeries {

    /** Times are counted in microseconds and told in milliseconds. */
    private static final double MICROS_PER_MILLI = 1_000;
    /** Sizes are counted in thousandths, so that ratios below one keep their digits. */
    static final double SCALE = 1_000;

    private final EmfValues times = new EmfValues();
    private final EmfValues sizes = new EmfValues();
    private final DoubleAdder total = new DoubleAdder();
    private final LongAdder good = new LongAdder();
    private final LongAdder bad = new LongAdder();
    private final List<Gauge> gauges = new CopyOnWriteArrayList<>();
    private final List<EmfDelta<?>> followed = new CopyOnWriteArrayList<>();
    private final AtomicInteger meters = new AtomicInteger();
    private final boolean additive;
    private volatile boolean counts;

    EmfSeries(boolean additive) {
        this.additive = additive;
    }

    void time(long nanos) {
        times.record(nanos / 1_000);
    }

    void size(double value) {
        sizes.record((long) (value * SCALE));
    }

    void count(double amount) {
        total.add(amount);
    }

    /** Counts towards a share, told as 0 and 100 percent, of which CloudWatch's average is the share of all tasks. */
    void share(boolean ofBad) {
        (ofBad ? bad : good).increment();
    }

    void joined() {
        meters.incrementAndGet();
    }

    void counts() {
        counts = true;
    }

    void joined(Gauge gauge) {
        joined();
        gauges.add(gauge);
    }

    void follow(EmfDelta<?> delta) {
        followed.add(delta);
    }

    void left() {
        meters.decrementAndGet();
    }

    void left(Gauge gauge) {
        if (gauges.remove(gauge)) {
            left();
        }
    }

    boolean isAbandoned() {
        return meters.get() <= 0;
    }

    EmfPoint drain() {
        EmfPoint point = new EmfPoint();
        times.drainTo(point, micros -> micros / MICROS_PER_MILLI);
        sizes.drainTo(point, scaled -> scaled / SCALE);
        point.add(0, (double) good.sumThenReset());
        point.add(100, (double) bad.sumThenReset());
        drainGauges(point);
        followed.forEach(delta -> point.add(delta.drain(), 1));
        if (counts) {
            point.add(total.sumThenReset(), 1);
        }
        return point;
    }

    private void drainGauges(EmfPoint point) {
        double sum = Double.NaN;
        for (Gauge gauge : gauges) {
            double value = gauge.value();
            if (!additive) {
                point.add(value, 1);
            } else if (Double.isFinite(value)) {
                sum = Double.isNaN(sum) ? value : sum + value;
            }
        }
        point.add(sum, 1);
    }
}

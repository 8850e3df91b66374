package io.mangaassist.operate;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.step.StepCounter;
import io.micrometer.core.instrument.step.StepDistributionSummary;
import io.micrometer.core.instrument.step.StepTimer;
import java.util.concurrent.TimeUnit;

/** Micrometer's step meters, which additionally hand what is recorded to the series of CloudWatch. */
final class EmfMeter {

    /** What every step meter needs to be made. */
    record Context(Meter.Id id, Clock clock, long stepMillis, EmfRecorder recorder) {}

    private EmfMeter() {}

    static final class Timer extends StepTimer {

        private final EmfRecorder recorder;

        Timer(Context context, DistributionStatisticConfig statistics, PauseDetector pauses) {
            super(
                    context.id(),
                    context.clock(),
                    statistics,
                    pauses,
                    TimeUnit.MILLISECONDS,
                    context.stepMillis(),
                    false);
            this.recorder = context.recorder();
        }

        @Override
        protected void recordNonNegative(long amount, TimeUnit unit) {
            super.recordNonNegative(amount, unit);
            recorder.time(unit.toNanos(amount));
        }
    }

    static final class Summary extends StepDistributionSummary {

        private final EmfRecorder recorder;

        Summary(Context context, DistributionStatisticConfig statistics, double scale) {
            super(context.id(), context.clock(), statistics, scale, context.stepMillis(), false);
            this.recorder = context.recorder();
        }

        @Override
        protected void recordNonNegative(double amount) {
            super.recordNonNegative(amount);
            recorder.size(amount);
        }
    }

    static final class Counter extends StepCounter {

        private final EmfRecorder recorder;

        Counter(Context context) {
            super(context.id(), context.clock(), context.stepMillis());
            this.recorder = context.recorder();
        }

        @Override
        public void increment(double amount) {
            super.increment(amount);
            recorder.count(amount);
        }
    }
}

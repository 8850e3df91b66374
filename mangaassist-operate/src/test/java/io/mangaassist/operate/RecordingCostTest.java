package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.mangaassist.core.TaskPlacement;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a request pays: nothing on the heap. */
final class RecordingCostTest {

    private static final int CALLS = 200_000;
    /** A tenth of a byte a call is the measurement itself, not the call. */
    private static final long NOISE = CALLS / 10;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void recording_for_cloudwatch_allocates_nothing() {
        try (EmfHarness emf = new EmfHarness()) {
            Timer timer = request(emf.registry);
            Counter counter = emf.registry.counter("mangaassist.emf.documents", "outcome", "written");

            assertThat(allocated(() -> {
                        timer.record(37, TimeUnit.MILLISECONDS);
                        counter.increment();
                    }))
                    .isLessThan(NOISE);
        }
    }

    @Test
    void recording_for_histograms_allocates_nothing() {
        LatencyRecorder recorder = LatencyRecorder.create(TaskPlacement::unknown);
        Timer timer = request(recorder.registry());

        assertThat(allocated(() -> timer.record(37, TimeUnit.MILLISECONDS))).isLessThan(NOISE);
    }

    private static Timer request(MeterRegistry registry) {
        return registry.timer("mangaassist.segment", "name", "default", "segment", "request", "outcome", "success");
    }

    private static long allocated(Runnable call) {
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}

package io.mangaassist.benchmarks.pool;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;

/** Calls of one client, so many at once, each followed by the next. */
final class ClosedLoop {

    private static final ConverseRequest ASK = Clients.ask(SimulatedService.SONNET);

    private final BedrockRuntimeAsyncClient client;
    private final int calls;
    private final int atOnce;
    private final AtomicInteger failed = new AtomicInteger();

    ClosedLoop(BedrockRuntimeAsyncClient client, int calls, int atOnce) {
        this.client = client;
        this.calls = calls;
        this.atOnce = atOnce;
    }

    Round round() {
        long[] nanos = new long[calls];
        CountDownLatch done = new CountDownLatch(calls);
        AtomicInteger next = new AtomicInteger();
        long bytes = allocated();
        long cpu = cpuNanos();
        for (int i = 0; i < atOnce; i++) {
            ask(nanos, next, done);
        }
        try {
            done.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        double spent = (cpuNanos() - cpu) / 1e3 / calls;
        double taken = (double) (allocated() - bytes) / calls;
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " calls failed");
        }
        Arrays.sort(nanos);
        return new Round(nanos[calls / 2] / 1e3, spent, taken);
    }

    private void ask(long[] nanos, AtomicInteger next, CountDownLatch done) {
        int i = next.getAndIncrement();
        if (i >= calls) {
            return;
        }
        long start = System.nanoTime();
        var unused = client.converse(ASK).whenComplete((answer, failure) -> {
            nanos[i] = System.nanoTime() - start;
            if (failure != null) {
                failed.incrementAndGet();
            }
            done.countDown();
            ask(nanos, next, done);
        });
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Of all threads; none of those that work here ends during a run. */
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return LongStream.of(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    record Round(double p50Micros, double cpuMicros, double bytes) {}
}

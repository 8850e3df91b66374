package io.mangaassist.testkit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Tells a thread that rests from one that turns in circles, however busy the machine is. */
final class EventLoopCpu {
    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final String prefix;
    private long sinceNanos = System.nanoTime();
    private long cpuNanos;

    EventLoopCpu(String prefix) {
        this.prefix = prefix;
        this.cpuNanos = cpu();
    }

    /** Whether all threads of this name together used less than 5 % of one processor in the last 200 ms. */
    boolean isIdle() {
        long passed = System.nanoTime() - sinceNanos;
        if (passed < WINDOW_NANOS) {
            return false;
        }
        long used = cpu() - cpuNanos;
        cpuNanos += used;
        sinceNanos += passed;
        return used < passed / 20;
    }

    private long cpu() {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().startsWith(prefix))
                .mapToLong(ThreadInfo::getThreadId)
                .map(threads::getThreadCpuTime)
                .sum();
    }
}

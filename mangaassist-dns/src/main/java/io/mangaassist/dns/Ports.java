package io.mangaassist.dns;

import io.mangaassist.core.NamedThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a resolver touches the world: its threads, its way to the name servers, chance. Whoever makes them closes them.
 *
 * @param scheduler runs the timers
 * @param blocking runs the JDK's lookups, which block
 * @param callers runs what hangs on futures that were handed out
 * @param transport the way to the name servers, or null to make the real one
 * @param chance uniform in [0, 1)
 */
record Ports(
        ScheduledExecutorService scheduler,
        ExecutorService blocking,
        ExecutorService callers,
        @Nullable DnsTransport transport,
        DoubleSupplier chance) {

    /** A hung lookup of the operating system holds its thread for some 10 s; four at a time are enough for the rest. */
    private static final int BLOCKING_THREADS = 4;

    private static final int BLOCKING_QUEUE = 256;

    static Ports real(String name) {
        ScheduledThreadPoolExecutor scheduler =
                new ScheduledThreadPoolExecutor(1, NamedThreads.daemons("mangaassist-dns-" + name));
        scheduler.setRemoveOnCancelPolicy(true);
        ThreadPoolExecutor blocking = pool(BLOCKING_THREADS, BLOCKING_QUEUE, "mangaassist-dns-" + name + "-system");
        ThreadPoolExecutor callers = pool(1, Integer.MAX_VALUE, "mangaassist-dns-" + name + "-callers");
        callers.setRejectedExecutionHandler((task, pool) -> task.run());
        return new Ports(
                scheduler,
                blocking,
                callers,
                null,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    private static ThreadPoolExecutor pool(int threads, int queue, String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), NamedThreads.daemons(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    void close() {
        scheduler.shutdownNow();
        blocking.shutdownNow();
        callers.shutdown();
    }
}

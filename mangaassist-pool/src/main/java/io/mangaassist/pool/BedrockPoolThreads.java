package io.mangaassist.pool;

import io.mangaassist.core.NamedThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a pool: its own unless the caller gave some.
 *
 * @param scheduler wakes
 * @param executor works; runs on the caller's thread what it can no longer take
 * @param own what must be shut down
 */
record BedrockPoolThreads(ScheduledExecutorService scheduler, Executor executor, List<ExecutorService> own)
        implements AutoCloseable {

    private static final long IDLE_SECONDS = 30;

    static BedrockPoolThreads of(
            String name, @Nullable ScheduledExecutorService scheduler, @Nullable Executor executor) {
        List<ExecutorService> own = new ArrayList<>();
        ScheduledExecutorService wakes = scheduler;
        if (wakes == null) {
            ScheduledThreadPoolExecutor timer =
                    new ScheduledThreadPoolExecutor(1, NamedThreads.daemons("mangaassist-pool-" + name + "-timer"));
            timer.setRemoveOnCancelPolicy(true);
            own.add(timer);
            wakes = timer;
        }
        Executor works = executor;
        if (works == null) {
            int size = Runtime.getRuntime().availableProcessors();
            ThreadPoolExecutor workers = new ThreadPoolExecutor(
                    size,
                    size,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    NamedThreads.daemons("mangaassist-pool-" + name));
            workers.allowCoreThreadTimeOut(true);
            own.add(workers);
            works = workers;
        }
        return new BedrockPoolThreads(wakes, orHere(works), own);
    }

    private static Executor orHere(Executor executor) {
        return task -> {
            try {
                executor.execute(task);
            } catch (RejectedExecutionException closed) {
                task.run();
            }
        };
    }

    @Override
    public void close() {
        own.forEach(ExecutorService::shutdown);
    }
}

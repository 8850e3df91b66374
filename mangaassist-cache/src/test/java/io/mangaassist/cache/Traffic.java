package io.mangaassist.cache;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Writes of 4 KB to ever new keys at a fixed rate, as a request thread would make them; remembers the slowest. */
final class Traffic implements AutoCloseable {

    private static final int WRITES_A_TICK = 10;
    private static final int VALUE_BYTES = 4096;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicLong slowestNanos = new AtomicLong();
    private final ScheduledFuture<?> ticking;

    /** Begins with 10,000 writes a second. */
    Traffic(CacheWriter writer) {
        this.ticking = thread.scheduleAtFixedRate(() -> tick(writer), 0, 1, TimeUnit.MILLISECONDS);
    }

    private void tick(CacheWriter writer) {
        for (int i = 0; i < WRITES_A_TICK; i++) {
            CacheKey key = Keys.key(made.getAndIncrement());
            byte[] value = new byte[VALUE_BYTES];
            long start = System.nanoTime();
            writer.write(key, value);
            slowestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
        }
    }

    int made() {
        return made.get();
    }

    long slowestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(slowestNanos.get());
    }

    /** Fails if a write threw. */
    @Override
    public void close() {
        ticking.cancel(false);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                throw new AssertionError("a write hangs");
            }
            if (!ticking.isCancelled()) {
                Object unused = ticking.get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException thrown) {
            throw new AssertionError("a write threw", thrown);
        }
    }
}

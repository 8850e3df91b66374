package io.mangaassist.pool;

import io.mangaassist.core.Lane;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Taking, queueing, giving back and resizing are as if one thread did them in some order. Each thread keeps its permits
 * to itself, so that only the pool is on trial.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public final class PermitPoolLincheckTest {

    private static final int THREADS = 8;

    private final PermitPool pool = new PermitPool(
            new PermitPoolConfig(4, 0.1, Duration.ofMillis(100), Duration.ofMillis(500), Clock.SYSTEM, Runnable::run),
            1);
    private final AtomicReferenceArray<@Nullable Permit> held = new AtomicReferenceArray<>(THREADS);

    /** Takes a permit if the thread has none. */
    @Operation
    public boolean take(@Param(name = "thread") int thread) {
        if (held.get(thread % THREADS) != null) {
            return false;
        }
        Permit permit = pool.tryAcquire(Lane.INTERACTIVE);
        held.set(thread % THREADS, permit);
        return permit != null;
    }

    /** Gives back once, though it tries twice. */
    @Operation
    public boolean giveBack(@Param(name = "thread") int thread) {
        Permit permit = held.getAndSet(thread % THREADS, null);
        return permit != null && permit.release() && !permit.release();
    }

    @Operation
    public void grow() {
        pool.resize(2);
    }

    @Operation
    public int limit() {
        return pool.limit();
    }

    @Validate
    public void every_permit_is_accounted_for() {
        int out = 0;
        for (int i = 0; i < THREADS; i++) {
            out += held.get(i) == null ? 0 : 1;
        }
        if (pool.active() != out || pool.waiting() != 0) {
            throw new IllegalStateException(pool + " but " + out + " are held");
        }
    }

    @Test
    void the_pool_is_linearizable() {
        new StressOptions()
                .threads(3)
                .actorsPerThread(3)
                .iterations(10)
                .invocationsPerIteration(500)
                .check(PermitPoolLincheckTest.class);
    }
}

package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Callers race each other and the writer's thread for the same few keys. */
final class IntakeTest {

    private static final int ROUNDS = 3000;
    private static final int CALLERS = 3;

    private final Ledger ledger = new Ledger();
    private final Budget budget = new Budget(64, 64 * 100L);
    private final AtomicInteger coalesced = new AtomicInteger();
    private final Intake intake = new Intake(budget, ledger, coalesced::incrementAndGet);

    private static Payload value(int number) {
        return Payload.store("v" + number, CacheCodec.TEXT, 10 + number % 7, 0);
    }

    private @Nullable Payload takeNext() {
        Slot slot = intake.poll();
        if (slot == null) {
            return null;
        }
        Payload taken = intake.take(slot);
        ledger.move(Ledger.Place.QUEUED, Ledger.Place.WRITTEN);
        return taken;
    }

    @Test
    void every_entry_is_taken_or_replaced_exactly_once_whoever_is_quicker()
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS + 1);
        CyclicBarrier together = new CyclicBarrier(CALLERS + 1);
        AtomicInteger taken = new AtomicInteger();
        try {
            Future<?>[] callers = new Future<?>[CALLERS];
            for (int caller = 0; caller < CALLERS; caller++) {
                callers[caller] = threads.submit(() -> offerRounds(together));
            }
            Future<?> writer = threads.submit(() -> takeRounds(together, taken));
            for (Future<?> caller : callers) {
                caller.get();
            }
            writer.get();
        } finally {
            threads.shutdownNow();
        }
        while (takeNext() != null) {
            taken.incrementAndGet();
        }
        WriterSnapshot end = ledger.snapshot();
        assertThat(end.offered()).isEqualTo((long) CALLERS * ROUNDS);
        assertThat(taken.get() + coalesced.get()).as("%s", end).isEqualTo(CALLERS * ROUNDS);
        assertThat(end.written()).isEqualTo(taken.get());
        assertThat(end.coalesced()).isEqualTo(coalesced.get());
        assertThat(end.imbalance()).isZero();
        assertThat(budget.entries()).as("entries reserved at the end").isZero();
        assertThat(budget.bytes()).as("bytes reserved at the end").isZero();
    }

    private void offerRounds(CyclicBarrier together) {
        for (int round = 0; round < ROUNDS; round++) {
            meet(together);
            DropReason unused = intake.offer(Keys.key(round % 2), value(round));
        }
    }

    private void takeRounds(CyclicBarrier together, AtomicInteger taken) {
        for (int round = 0; round < ROUNDS; round++) {
            meet(together);
            if (takeNext() != null) {
                taken.incrementAndGet();
            }
        }
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (BrokenBarrierException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void the_bounds_hold_in_entries_and_in_bytes() {
        Intake two = new Intake(new Budget(2, 100), ledger, () -> {});

        assertThat(two.offer(Keys.key(1), Payload.store("v", CacheCodec.TEXT, 90, 0)))
                .isNull();
        assertThat(two.offer(Keys.key(2), Payload.store("v", CacheCodec.TEXT, 20, 0)))
                .as("over the bytes")
                .isEqualTo(DropReason.QUEUE_FULL);
        assertThat(two.offer(Keys.key(3), Payload.store("v", CacheCodec.TEXT, 10, 0)))
                .isNull();
        assertThat(two.offer(Keys.key(4), Payload.store("v", CacheCodec.TEXT, 0, 0)))
                .as("over the entries")
                .isEqualTo(DropReason.QUEUE_FULL);
        assertThat(two.offer(Keys.key(1), Payload.store("w", CacheCodec.TEXT, 0, 0)))
                .as("a replacement needs no place")
                .isNull();
    }

    @Test
    void a_write_over_a_queued_removal_owes_the_removal() {
        assertThat(intake.offer(Keys.key(1), Payload.removal(0))).isNull();
        assertThat(intake.offer(Keys.key(1), value(1))).isNull();
        assertThat(intake.offer(Keys.key(1), value(2))).isNull();

        Payload taken = takeNext();
        assertThat(taken).isNotNull().matches(Payload::removalOwed).matches(content -> !content.isRemoval());
    }

    @Test
    void after_close_everything_is_refused_and_nothing_comes_in_late() {
        intake.close();

        assertThat(intake.offer(Keys.key(1), value(1))).isEqualTo(DropReason.SHUTDOWN);
        assertThat(intake.poll()).isNull();
    }
}

package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class LedgerTest {

    private static final int STEPS = 200_000;

    private final Ledger ledger = new Ledger();

    @Test
    void every_snapshot_balances_while_entries_move() throws ExecutionException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch started = new CountDownLatch(2);
        try {
            Future<?> left = threads.submit(() -> offerAndWrite(started));
            Future<?> right = threads.submit(() -> offerAndWrite(started));
            Future<Integer> watched = threads.submit(() -> snapshotsUntil(over));
            left.get();
            right.get();
            over.set(true);
            assertThat(watched.get()).as("snapshots taken meanwhile").isPositive();
        } finally {
            threads.shutdownNow();
        }
        assertThat(ledger.snapshot().offered()).isEqualTo(2L * STEPS);
        assertThat(ledger.snapshot().written()).isEqualTo(2L * STEPS);
    }

    private void offerAndWrite(CountDownLatch started) {
        started.countDown();
        for (int i = 0; i < STEPS; i++) {
            long entry = ledger.enter();
            ledger.into(entry, Ledger.Place.OFFERED);
            ledger.into(entry, Ledger.Place.QUEUED);
            ledger.exit(entry);
            ledger.move(Ledger.Place.QUEUED, Ledger.Place.IN_FLIGHT);
            ledger.move(Ledger.Place.IN_FLIGHT, Ledger.Place.WRITTEN);
        }
    }

    private int snapshotsUntil(AtomicBoolean over) {
        int taken = 0;
        while (!over.get()) {
            WriterSnapshot now = ledger.snapshot();
            assertThat(now.imbalance()).as("snapshot %d: %s", taken, now).isZero();
            assertThat(now.queued()).as("queued in %s", now).isBetween(0L, 2L);
            assertThat(now.inFlight()).as("in flight in %s", now).isBetween(0L, 2L);
            taken++;
        }
        return taken;
    }

    @Test
    void a_lost_entry_shows_as_imbalance() {
        long entry = ledger.enter();
        ledger.into(entry, Ledger.Place.OFFERED);
        ledger.exit(entry);

        assertThat(ledger.snapshot().imbalance()).isEqualTo(1);
    }
}

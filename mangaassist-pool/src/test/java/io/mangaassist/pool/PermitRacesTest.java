package io.mangaassist.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.Lane;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two things at the same moment, many times over: one wins, nothing is lost. */
final class PermitRacesTest {

    private static final int ROUNDS = 500;

    @Test
    void a_release_against_a_waiter_that_withdraws() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            PermitPool pool = pool(1);
            Permit held = take(pool);
            Waiter waiter = new Waiter();
            pool.acquire(waiter);
            AtomicReference<Boolean> withdrawn = new AtomicReference<>();

            Together.run(held::release, () -> withdrawn.set(pool.withdraw(waiter)));

            assertThat(waiter.grants.get()).as("granted or withdrawn").isEqualTo(withdrawn.get() ? 0 : 1);
            giveBack(waiter);
            assertAtRest(pool);
        }
    }

    @Test
    void a_release_against_a_waiter_that_arrives() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            PermitPool pool = pool(1);
            Permit held = take(pool);
            Waiter waiter = new Waiter();

            Together.run(held::release, () -> pool.acquire(waiter));

            assertThat(waiter.grants).as("no wake-up is lost").hasValue(1);
            giveBack(waiter);
            assertAtRest(pool);
        }
    }

    @Test
    void a_release_against_an_expiry() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            PermitPool pool = pool(1);
            Permit held = take(pool);
            Waiter waiter = new Waiter();
            pool.acquire(waiter);

            Together.run(held::release, () -> pool.expire(waiter));

            assertThat(waiter.grants.get() + waiter.refusals.get()).isEqualTo(1);
            giveBack(waiter);
            assertAtRest(pool);
        }
    }

    @Test
    void growing_against_a_waiter_that_arrives() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            PermitPool pool = pool(1);
            Permit held = take(pool);
            Waiter waiter = new Waiter();

            Together.run(() -> pool.resize(2), () -> pool.acquire(waiter));

            assertThat(waiter.grants).hasValue(1);
            giveBack(waiter);
            held.release();
            assertAtRest(pool);
        }
    }

    @Test
    void closing_against_a_waiter_that_arrives() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            PermitPool pool = pool(1);
            Permit held = take(pool);
            Waiter waiter = new Waiter();

            Together.run(pool::close, () -> pool.acquire(waiter));

            assertThat(waiter.refusals).as("nobody waits for ever").hasValue(1);
            held.release();
            assertAtRest(pool);
        }
    }

    private static void assertAtRest(PermitPool pool) {
        assertThat(pool.active()).isZero();
        assertThat(pool.waiting()).isZero();
    }

    private static PermitPool pool(int limit) {
        return new PermitPool(
                new PermitPoolConfig(
                        4, 0.1, Duration.ofMillis(100), Duration.ofMillis(500), Clock.SYSTEM, Runnable::run),
                limit);
    }

    private static Permit take(PermitPool pool) {
        return Objects.requireNonNull(pool.tryAcquire(Lane.INTERACTIVE));
    }

    private static void giveBack(Waiter waiter) {
        Permit permit = waiter.permit;
        if (permit != null) {
            permit.release();
        }
    }

    private static final class Waiter extends PermitWaiter {

        final AtomicInteger grants = new AtomicInteger();
        final AtomicInteger refusals = new AtomicInteger();
        volatile @Nullable Permit permit;

        Waiter() {
            super(Lane.INTERACTIVE);
        }

        @Override
        void granted(Permit granted) {
            permit = granted;
            grants.incrementAndGet();
        }

        @Override
        void refused(RouteReason reason) {
            refusals.incrementAndGet();
        }
    }
}

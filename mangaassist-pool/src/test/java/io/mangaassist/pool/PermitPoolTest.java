package io.mangaassist.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.Lane;
import io.mangaassist.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PermitPoolTest {

    private final VirtualTime time = VirtualTime.start();
    private final List<String> log = new ArrayList<>();

    @Test
    void a_permit_goes_back_once_however_often_it_is_released() {
        PermitPool pool = pool(2, 0);
        Permit first = take(pool);
        take(pool);

        assertThat(first.release()).isTrue();
        assertThat(first.release()).isFalse();

        assertThat(pool.active()).isEqualTo(1);
    }

    @Test
    void waiters_are_served_in_order_and_newcomers_do_not_overtake() {
        PermitPool pool = pool(1, 3);
        Permit held = take(pool);
        waiter(pool, "a");
        waiter(pool, "b");

        assertThat(pool.tryAcquire(Lane.INTERACTIVE)).isNull();
        held.release();

        assertThat(log).containsExactly("a granted");
        assertThat(pool.tryAcquire(Lane.INTERACTIVE)).as("b waits").isNull();
        assertThat(pool.active()).isEqualTo(1);
    }

    @Test
    void a_full_queue_refuses_at_once() {
        PermitPool pool = pool(1, 1);
        take(pool);
        waiter(pool, "a");

        waiter(pool, "b");

        assertThat(log).containsExactly("b EXHAUSTED");
        assertThat(pool.waiting()).isEqualTo(1);
    }

    @Test
    void a_withdrawn_waiter_is_never_granted_and_leaves_its_place() {
        PermitPool pool = pool(1, 1);
        Permit held = take(pool);
        TestWaiter gone = waiter(pool, "gone");

        assertThat(pool.withdraw(gone)).isTrue();
        waiter(pool, "next");
        held.release();

        assertThat(log).containsExactly("next granted");
        assertThat(pool.waiting()).isZero();
    }

    @Test
    void an_expired_waiter_is_refused_once() {
        PermitPool pool = pool(1, 1);
        Permit held = take(pool);
        TestWaiter late = waiter(pool, "late");

        pool.expire(late);
        pool.expire(late);
        held.release();

        assertThat(log).containsExactly("late EXHAUSTED");
        assertThat(pool.active()).isZero();
    }

    @Test
    void growth_wakes_waiters_and_shrinking_waits_for_releases() {
        PermitPool pool = pool(1, 5);
        Permit held = take(pool);
        TestWaiter first = waiter(pool, "a");
        TestWaiter second = waiter(pool, "b");

        pool.resize(3);
        assertThat(log).containsExactly("a granted", "b granted");
        pool.resize(1);

        assertThat(pool.active()).isEqualTo(3);
        held.release();
        permit(first).release();
        assertThat(pool.tryAcquire(Lane.INTERACTIVE)).as("one is still out").isNull();
        permit(second).release();
        assertThat(pool.tryAcquire(Lane.INTERACTIVE)).isNotNull();
    }

    @Test
    void background_work_keeps_its_share_and_no_more() {
        PermitPool pool = pool(10, 20);
        List<Permit> held = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            held.add(take(pool));
        }
        for (int i = 0; i < 3; i++) {
            pool.acquire(new TestWaiter("back" + i, Lane.BACKGROUND));
        }
        for (int i = 0; i < 3; i++) {
            waiter(pool, "front" + i);
        }

        held.forEach(Permit::release);

        assertThat(log.subList(0, 6))
                .as("a tenth of ten permits is one")
                .containsExactly(
                        "back0 granted",
                        "front0 granted",
                        "front1 granted",
                        "front2 granted",
                        "back1 granted",
                        "back2 granted");
    }

    @Test
    void a_queue_that_stands_serves_the_newest_and_sends_the_oldest_on() {
        PermitPool pool = pool(1, 50);
        Permit held = take(pool);
        for (int i = 0; i < 12; i++) {
            waiter(pool, "w" + i);
        }
        // each call takes 100 ms: no wait of the interval is shorter than the target of 100 ms
        TestWaiter served = null;
        for (int i = 0; i < 6; i++) {
            time.advance(Duration.ofMillis(150));
            (served == null ? held : permit(served)).release();
            served = Objects.requireNonNull(last);
        }

        assertThat(log)
                .containsSubsequence("w0 granted", "w4 granted", "w5 EXHAUSTED", "w10 EXHAUSTED", "w11 granted")
                .doesNotContain("w5 granted");
        assertThat(pool.waiting()).isZero();
    }

    @Test
    void closing_refuses_who_waits_and_who_comes() {
        PermitPool pool = pool(1, 5);
        Permit held = take(pool);
        waiter(pool, "a");

        pool.close();
        waiter(pool, "b");

        assertThat(log).containsExactly("a CLOSED", "b CLOSED");
        assertThat(pool.tryAcquire(Lane.INTERACTIVE)).isNull();
        held.release();
        assertThat(pool.active()).isZero();
    }

    @Test
    void resizing_a_saturated_pool_returns_at_once() {
        PermitPool pool = pool(1_000, 0);
        for (int i = 0; i < 1_000; i++) {
            take(pool);
        }

        pool.resize(1);

        assertThat(pool.limit()).isEqualTo(1);
        assertThat(pool.active()).isEqualTo(1_000);
    }

    private @Nullable TestWaiter last;

    private PermitPool pool(int limit, int queue) {
        PermitPoolConfig config = new PermitPoolConfig(
                queue, 0.1, Duration.ofMillis(100), Duration.ofMillis(500), time.clock(), Runnable::run);
        return new PermitPool(config, limit);
    }

    private static Permit take(PermitPool pool) {
        return Objects.requireNonNull(pool.tryAcquire(Lane.INTERACTIVE));
    }

    private TestWaiter waiter(PermitPool pool, String name) {
        TestWaiter waiter = new TestWaiter(name, Lane.INTERACTIVE);
        pool.acquire(waiter);
        return waiter;
    }

    private static Permit permit(TestWaiter waiter) {
        return Objects.requireNonNull(waiter.permit);
    }

    private final class TestWaiter extends PermitWaiter {

        private final String name;
        private @Nullable Permit permit;

        TestWaiter(String name, Lane lane) {
            super(lane);
            this.name = name;
        }

        @Override
        void granted(Permit granted) {
            permit = granted;
            last = this;
            log.add(name + " granted");
        }

        @Override
        void refused(RouteReason reason) {
            log.add(name + " " + reason);
        }
    }
}

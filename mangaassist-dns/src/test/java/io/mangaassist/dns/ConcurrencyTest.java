package io.mangaassist.dns;

import static io.mangaassist.dns.Rig.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mangaassist.dns.Rig.Asked;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that start together at a barrier. */
@Timeout(30)
final class ConcurrencyTest {

    private static final int THREADS = 8;

    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private <T> List<Future<T>> together(Callable<T> work) {
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        List<Future<T>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(pool.submit(() -> {
                await(barrier);
                return work.call();
            }));
        }
        return all;
    }

    private static void await(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await();
        } catch (BrokenBarrierException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @RepeatedTest(20)
    void callers_of_a_cold_host_share_one_lookup() throws ExecutionException, InterruptedException {
        try (Rig rig = new Rig()) {
            List<CompletableFuture<List<InetAddress>>> answers = new ArrayList<>();
            for (Future<CompletableFuture<List<InetAddress>>> each : together(() -> rig.resolver.resolveAsync(HOST))) {
                answers.add(each.get());
            }
            assertThat(rig.asked).hasSize(1);
            rig.last().answer("10.0.1.10");
            answers.forEach(answer -> assertThat(answer.join()).hasSize(1));
        }
    }

    @RepeatedTest(20)
    void closing_while_others_ask_leaves_nobody_waiting() throws ExecutionException, InterruptedException {
        Rig rig = new Rig();
        Future<Boolean> closing = pool.submit(() -> rig.resolver.close(Duration.ZERO));
        for (int i = 0; i < 100; i++) {
            CompletableFuture<List<InetAddress>> answer = rig.resolver.resolveAsync("h" + i + ".cache.amazonaws.com");
            if (closing.isDone()) {
                assertThat(answer).isDone();
            }
        }
        closing.get();
        assertThatThrownBy(() -> rig.resolver.resolve(HOST)).hasMessageContaining("CLOSED");
    }

    @Test
    void closing_during_a_refresh_ends_it_and_a_late_answer_is_dropped() {
        Rig rig = new Rig().know(HOST, "10.0.1.10");
        rig.advance(Duration.ofSeconds(48));
        Asked refresh = rig.last();
        assertThat(rig.resolver.close(Duration.ZERO))
                .as("nobody waits for a refresh")
                .isTrue();
        refresh.answer("10.0.1.11");
        assertThatThrownBy(() -> rig.resolver.resolve(HOST)).hasMessageContaining("CLOSED");
        assertThat(rig.time.pending()).as("no timer is left").isZero();
    }

    @RepeatedTest(20)
    void readers_see_whole_answers_while_they_change() throws ExecutionException, InterruptedException {
        try (Rig rig = new Rig().know(HOST, "10.0.1.10", "10.0.1.11")) {
            CyclicBarrier barrier = new CyclicBarrier(2);
            Future<Boolean> reader = pool.submit(() -> {
                await(barrier);
                for (int i = 0; i < 2_000; i++) {
                    List<String> seen = rig.addresses(HOST);
                    String first = seen.get(0).substring(0, 7);
                    assertThat(seen).hasSize(2).allMatch(address -> address.startsWith(first));
                }
                return true;
            });
            await(barrier);
            for (int round = 0; round < 20; round++) {
                rig.advance(Duration.ofSeconds(48));
                String network = round % 2 == 0 ? "10.0.2." : "10.0.1.";
                rig.last().answer(network + "10", network + "11");
            }
            assertThat(reader.get()).isTrue();
        }
    }

    @RepeatedTest(20)
    void failed_connections_reported_together_force_one_lookup() throws ExecutionException, InterruptedException {
        try (Rig rig = new Rig().know(HOST, "10.0.1.10", "10.0.1.11")) {
            InetAddress failing = rig.resolver.resolve(HOST).get(0);
            for (Future<Boolean> each : together(() -> {
                rig.resolver.reportConnectFailure(HOST, failing);
                return true;
            })) {
                each.get();
            }
            assertThat(rig.asked).hasSize(2);
            assertThat(rig.resolver.resolve(HOST).get(0)).isNotEqualTo(failing);
        }
    }
}

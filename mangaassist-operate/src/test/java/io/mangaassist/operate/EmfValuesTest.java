package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmfValuesTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 7, 1234})
    void a_value_comes_back_within_eight_tenths_of_a_percent(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            long value = random.nextLong(1L << random.nextInt(1, 46));
            double back = EmfValues.middle(EmfValues.index(value));
            assertThat(back).as("value %d", value).isCloseTo((double) value, within(value * 0.008));
        }
    }

    @Test
    void values_beyond_the_range_are_taken_at_its_ends() {
        EmfValues values = new EmfValues();
        values.record(-5);
        values.record(Long.MAX_VALUE);
        EmfPoint point = new EmfPoint();

        values.drainTo(point, v -> v);

        assertThat(point.size()).isEqualTo(2);
        assertThat(point.value(0)).isZero();
        assertThat(point.value(1)).isCloseTo(Math.pow(2, 46), within(Math.pow(2, 46) * 0.01));
    }

    @Test
    void drains_beside_recording_lose_and_double_nothing() throws InterruptedException, BrokenBarrierException {
        EmfValues values = new EmfValues();
        long drained = 0;
        CyclicBarrier start = new CyclicBarrier(3);
        Thread[] writers = new Thread[2];
        for (int w = 0; w < 2; w++) {
            writers[w] = new Thread(() -> {
                await(start);
                for (int i = 0; i < 100_000; i++) {
                    values.record(i % 300);
                }
            });
            writers[w].start();
        }
        start.await();
        while (writers[0].isAlive() || writers[1].isAlive()) {
            drained += drain(values);
        }
        drained += drain(values);

        assertThat(drained).isEqualTo(200_000);
    }

    private static long drain(EmfValues values) {
        EmfPoint point = new EmfPoint();
        values.drainTo(point, v -> v);
        long sum = 0;
        for (int i = 0; i < point.size(); i++) {
            sum += (long) point.count(i);
        }
        return sum;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

package io.mangaassist.pool;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;

/** Runs two things at the same moment. */
final class Together {

    private Together() {}

    static void run(Runnable one, Runnable other) throws InterruptedException {
        CyclicBarrier barrier = new CyclicBarrier(2);
        List<Thread> threads = Stream.of(one, other)
                .map(task -> new Thread(() -> {
                    try {
                        barrier.await();
                    } catch (InterruptedException | BrokenBarrierException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                    task.run();
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}

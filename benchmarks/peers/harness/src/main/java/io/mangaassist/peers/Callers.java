package io.mangaassist.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Threads that make writes at a fixed rate, as requests do, and note how long each call kept them. A thread that was
 * kept too long leaves out what it missed: those requests found no thread.
 */
final class Callers {

    /** One write. */
    interface Call {

        void make(long number) throws Exception;
    }

    private static final long TICK_NANOS = 4_000_000;

    private final int perTick;
    private final Call call;
    private final AtomicLong numbers = new AtomicLong();
    private final List<SingleWriterRecorder> recorders = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean paused;
    private volatile boolean recording;
    private volatile boolean over;

    Callers(String name, int count, int perSecond, Call call) {
        this.perTick = (int) (perSecond * TICK_NANOS / 1_000_000_000L / count);
        this.call = call;
        for (int i = 0; i < count; i++) {
            SingleWriterRecorder recorder = new SingleWriterRecorder(3);
            recorders.add(recorder);
            Thread thread = new Thread(() -> run(recorder), name + "-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    private void run(SingleWriterRecorder recorder) {
        long next = System.nanoTime();
        while (!over) {
            next = Math.max(next + TICK_NANOS, System.nanoTime() - TICK_NANOS);
            for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            for (int i = 0; i < perTick && !paused && !over; i++) {
                one(recorder);
            }
        }
    }

    private void one(SingleWriterRecorder recorder) {
        long number = numbers.getAndIncrement();
        long start = System.nanoTime();
        try {
            call.make(number);
        } catch (Exception told) {
            // counted by the call itself
        }
        if (recording) {
            recorder.recordValue(System.nanoTime() - start);
        }
    }

    void pause(boolean value) {
        paused = value;
    }

    /** Begins anew, or goes on, or stops to note times. */
    void record(boolean value) {
        recording = value;
    }

    Histogram histogram() {
        Histogram sum = new Histogram(3);
        recorders.forEach(recorder -> sum.add(recorder.getIntervalHistogram()));
        return sum;
    }

    void end() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join(5_000);
        }
    }
}

package io.mangaassist.peers;

import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.HdrHistogram.Histogram;

/**
 * One peer, one Redis of its own, 10,000 writes a second of 4 KB; Redis is frozen for a while and thawed. Prints one row:
 * what the callers noticed, what the process held, what the library said and what Redis says.
 */
public final class StallRun {

    static final int VALUE_BYTES = 4096;

    private static final int PER_SECOND = 10_000;
    private static final int THREADS = 4;
    private static final long WARM_UP_MILLIS = 8_000;
    private static final long LONGEST_RECOVERY_MILLIS = 30_000;
    private static final long LONGEST_DRAIN_MILLIS = 15_000;
    private static final double MILLION = 1e6;

    private StallRun() {}

    /** Arguments: the peer's class, seconds of the stall. */
    public static void main(String[] args) throws Exception {
        long stall = Long.parseLong(args[1]) * 1_000;
        try (RedisProcess redis = new RedisProcess()) {
            Tally tally = new Tally();
            Peer peer = PeerLoader.load(args[0], redis.port(), tally);
            BlockingQueue<Object> queue = new ArrayBlockingQueue<>(1024);
            Callers callers = new Callers("caller", THREADS, PER_SECOND, number -> write(peer, tally, number));
            Callers control = new Callers("control", THREADS, PER_SECOND, number -> {
                byte[] value = new byte[VALUE_BYTES];
                if (queue.offer(value)) {
                    queue.poll();
                }
            });
            Thread.sleep(WARM_UP_MILLIS);

            callers.pause(true);
            control.pause(true);
            Thread.sleep(500);
            Memory before = Memory.now();
            both(callers, control, false);
            Thread.sleep(1_000);
            callers.histogram();
            control.histogram();
            record(callers, control, true);

            redis.freeze();
            Thread.sleep(stall);
            record(callers, control, false);
            both(callers, control, true);
            Memory growth = Memory.now().since(before);
            redis.thaw();
            both(callers, control, false);
            record(callers, control, true);
            double recovery = Recovery.seconds(redis, tally, LONGEST_RECOVERY_MILLIS);
            record(callers, control, false);

            callers.end();
            control.end();
            long until = System.nanoTime() + LONGEST_DRAIN_MILLIS * 1_000_000;
            while (peer.outstanding() > 0 && System.nanoTime() < until) {
                Thread.sleep(50);
            }
            peer.close();
            peer.settle();
            Thread.sleep(500);
            print(args[0], callers.histogram(), control.histogram(), growth, tally, redis.successes(), recovery);
        }
        System.exit(0);
    }

    private static void both(Callers callers, Callers control, boolean paused) {
        callers.pause(paused);
        control.pause(paused);
    }

    private static void record(Callers callers, Callers control, boolean value) {
        callers.record(value);
        control.record(value);
    }

    private static void write(Peer peer, Tally tally, long number) throws Exception {
        byte[] value = new byte[VALUE_BYTES];
        tally.offered();
        try {
            peer.write("peer:" + number, value);
        } catch (Exception | OutOfMemoryError told) {
            tally.failed(1);
            throw told;
        }
    }

    private static void print(
            String peer,
            Histogram calls,
            Histogram control,
            Memory growth,
            Tally tally,
            long server,
            double recovery) {
        String name = peer.substring(peer.lastIndexOf('.') + 1);
        String said = tally.isSilent()
                ? "nothing | nothing | nothing"
                : tally.writtenCount() + " | " + tally.failedCount() + " | " + (tally.unknownCount() + tally.open());
        System.out.printf(
                Locale.ROOT,
                "| %s | %.3f | %.2f | %.3f | %.2f | %.0f | %.0f | %d | %s | %d | %s |%n",
                name,
                calls.getValueAtPercentile(99) / MILLION,
                calls.getMaxValue() / MILLION,
                control.getValueAtPercentile(99) / MILLION,
                control.getMaxValue() / MILLION,
                growth.liveBytes() / MILLION,
                growth.residentBytes() / MILLION,
                tally.offeredCount(),
                said,
                server,
                recovery < 0 ? "not in 30 s" : String.format(Locale.ROOT, "%.1f s", recovery));
    }
}

package io.mangaassist.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** One peer writes as fast as it can from one thread, at most 4,096 writes without an end; Redis says how many came. */
public final class SustainedRun {

    private static final int BATCH = 128;
    private static final long MOST_OPEN = 4_096;
    private static final long WARM_UP_NANOS = 4_000_000_000L;
    private static final long MEASURED_NANOS = 6_000_000_000L;

    private SustainedRun() {}

    /** Arguments: the peer's class. */
    public static void main(String[] args) throws Exception {
        try (RedisProcess redis = new RedisProcess()) {
            Tally tally = new Tally();
            Peer peer = PeerLoader.load(args[0], redis.port(), tally);
            byte[] value = new byte[StallRun.VALUE_BYTES];
            long number = drive(peer, tally, value, 0, WARM_UP_NANOS);
            long before = redis.successes();
            long start = System.nanoTime();
            drive(peer, tally, value, number, MEASURED_NANOS);
            long rate = Math.round((redis.successes() - before) / ((System.nanoTime() - start) / 1e9));
            String name = args[0].substring(args[0].lastIndexOf('.') + 1);
            System.out.printf(Locale.ROOT, "| %s | %,d |%n", name, rate);
            peer.close();
        }
        System.exit(0);
    }

    private static long drive(Peer peer, Tally tally, byte[] value, long from, long nanos) throws Exception {
        long number = from;
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            if (peer.outstanding() > MOST_OPEN - BATCH) {
                LockSupport.parkNanos(20_000);
                continue;
            }
            List<String> keys = new ArrayList<>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                keys.add("peer:" + number++);
                tally.offered();
            }
            peer.writeAll(keys, value);
        }
        return number;
    }
}

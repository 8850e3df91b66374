package io.mangaassist.peers;

/**
 * When writes reach Redis again as they are offered: the start of the first second in which Redis takes on as many as
 * callers offer, a fifth more or less; while a backlog is delivered it takes more.
 */
final class Recovery {

    private static final int STEP_MILLIS = 100;
    private static final int STEPS = 10;
    private static final double SLACK = 0.2;

    private Recovery() {}

    static double seconds(RedisProcess redis, Tally tally, long limitMillis) throws InterruptedException {
        int most = (int) (limitMillis / STEP_MILLIS);
        long[] taken = new long[most];
        long[] offered = new long[most];
        long start = System.nanoTime();
        double[] at = new double[most];
        for (int i = 0; i < most; i++) {
            at[i] = (System.nanoTime() - start) / 1e9;
            taken[i] = redis.successes();
            offered[i] = tally.offeredCount();
            if (i >= STEPS && isSteady(taken, offered, i - STEPS, i)) {
                return at[i - STEPS];
            }
            Thread.sleep(STEP_MILLIS);
        }
        return -1;
    }

    private static boolean isSteady(long[] taken, long[] offered, int from, int to) {
        double in = taken[to] - taken[from];
        double asked = offered[to] - offered[from];
        return asked > 0 && Math.abs(in / asked - 1) < SLACK;
    }
}

package io.mangaassist.examples;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A seeded load: Poisson arrivals, and questions whose popularity falls with their rank as Zipf's law says (the k-th
 * most popular is asked 1/k as often as the first), so that a cache hits as caches do.
 */
final class ZipfLoad {

    private final Random random;
    private final List<Question> byPopularity;
    private final double[] cumulative;
    private final double rps;
    private double seconds;

    ZipfLoad(List<Question> questions, double rps, long seed) {
        this.random = new Random(seed);
        this.rps = rps;
        this.byPopularity = new ArrayList<>(questions);
        Collections.shuffle(byPopularity, random);
        this.cumulative = new double[questions.size()];
        double sum = 0;
        for (int rank = 0; rank < cumulative.length; rank++) {
            sum += 1.0 / (rank + 1);
            cumulative[rank] = sum;
        }
    }

    /** A question and when it arrives, counted from the start of the load. */
    record Arrival(Duration at, Question question) {}

    Arrival next() {
        seconds += -Math.log(1 - random.nextDouble()) / rps;
        double drawn = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, drawn);
        int rank = Math.min(found >= 0 ? found : -found - 1, cumulative.length - 1);
        return new Arrival(Duration.ofNanos((long) (seconds * 1e9)), byPopularity.get(rank));
    }
}

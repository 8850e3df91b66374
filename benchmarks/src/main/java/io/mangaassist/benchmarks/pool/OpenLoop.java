package io.mangaassist.benchmarks.pool;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/**
 * Customers who come whether or not the ones before were served: Poisson arrivals, each timed from the moment it was meant
 * to come.
 */
final class OpenLoop {

    private final double[] arrivals;
    private final long[] nanos;
    private final byte[] answeredBy;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> failures = new ConcurrentSkipListMap<>();

    static final byte SONNET = 1;
    static final byte HAIKU = 2;
    static final byte NOBODY = 3;

    /** Rates hold one after the other, each for its number of seconds. */
    OpenLoop(long seed, double[] rates, double[] seconds) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] times = new double[1_000_000];
        int count = 0;
        double begin = 0;
        for (int phase = 0; phase < rates.length; phase++) {
            double now = begin;
            begin += seconds[phase];
            while (true) {
                now -= Math.log(1 - random.nextDouble()) / rates[phase];
                if (now >= begin) {
                    break;
                }
                times[count++] = now;
            }
        }
        arrivals = Arrays.copyOf(times, count);
        nanos = new long[count];
        answeredBy = new byte[count];
    }

    /** Returns when all have been answered; calls {@code atEnd} when the last has come. */
    void run(Contender contender, Runnable atEnd) {
        long start = System.nanoTime();
        for (int i = 0; i < arrivals.length; i++) {
            long due = start + (long) (arrivals[i] * 1e9);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            ask(contender, i, due);
        }
        atEnd.run();
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (open.get() > 0 && System.nanoTime() < patience) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void ask(Contender contender, int i, long due) {
        open.incrementAndGet();
        try {
            var unused = contender.ask().whenComplete((answer, failure) -> {
                nanos[i] = System.nanoTime() - due;
                answeredBy[i] = failure == null ? who(answer) : NOBODY;
                if (failure != null) {
                    failures.merge(String.valueOf(failure.getMessage()), 1, Integer::sum);
                }
                open.decrementAndGet();
            });
        } catch (RuntimeException refused) {
            nanos[i] = System.nanoTime() - due;
            answeredBy[i] = NOBODY;
            open.decrementAndGet();
        }
    }

    /** The answer of each model begins with its name. */
    private static byte who(ConverseResponse answer) {
        return answer.output().message().content().get(0).text().startsWith("sonnet") ? SONNET : HAIKU;
    }

    /** How often which message was seen. */
    Map<String, Integer> failures() {
        return failures;
    }

    Result result() {
        int count = arrivals.length;
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        int[] by = new int[4];
        int good = 0;
        int goodSonnet = 0;
        for (int i = 0; i < arrivals.length; i++) {
            by[answeredBy[i]]++;
            boolean inTime = answeredBy[i] != NOBODY && answeredBy[i] != 0 && nanos[i] <= 2_000_000_000L;
            good += inTime ? 1 : 0;
            goodSonnet += inTime && answeredBy[i] == SONNET ? 1 : 0;
        }
        return new Result(
                count,
                100.0 * good / count,
                100.0 * goodSonnet / count,
                100.0 * by[HAIKU] / count,
                by[NOBODY],
                by[0],
                sorted[count / 2] / 1e9,
                sorted[(int) Math.ceil(count * 0.99) - 1] / 1e9);
    }

    record Result(
            int arrivals,
            double goodput,
            double sonnetInTime,
            double haiku,
            int errors,
            int unanswered,
            double p50,
            double p99) {}
}

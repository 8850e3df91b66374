package io.mangaassist.benchmarks.guardrails;

import io.mangaassist.guardrails.GuardPolicy;
import io.mangaassist.guardrails.GuardrailMode;
import io.mangaassist.guardrails.Guardrails;
import io.mangaassist.guardrails.IntentPolicy;
import io.mangaassist.guardrails.RemoteVerdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Many streams at once through the local tier of 1,000 literals and 50 patterns: 1,000 of them at 60 tokens a second each,
 * on two threads in real time, and what 5,000 of them keep in memory; then what a quota of 25 remote calls a second does,
 * in virtual time. {@code java -cp benchmarks.jar io.mangaassist.benchmarks.guardrails.CrowdLoadRun}.
 */
public final class CrowdLoadRun {

    private static final int STREAMS = 1000;
    private static final int THREADS = 2;
    private static final int TICKS = 600;
    private static final int KEPT = 5000;

    private CrowdLoadRun() {}

    /** Prints the three tables. */
    public static void main(String[] arguments) throws InterruptedException {
        try (Guardrails local = guardrails(false)) {
            crowd(local, 300); // warms up
            crowd(local, TICKS);
            memory("local tier alone", local);
        }
        try (Guardrails remote = guardrails(true)) {
            memory("with checks that are out", remote);
        }
        QuotaLoadRun.print();
    }

    private static Guardrails guardrails(boolean remote) {
        Guardrails.Builder builder = Guardrails.builder(GuardPolicy.parse("many.json", ManyRules.policy(1000, 50)))
                .meterRegistry(new SimpleMeterRegistry())
                .intents(IntentPolicy.always(GuardrailMode.ASYNC))
                .asyncLimit(Duration.ofHours(1));
        return (remote ? builder.remote(check -> new CompletableFuture<RemoteVerdict>()) : builder).build();
    }

    private static void crowd(Guardrails guardrails, int ticks) throws InterruptedException {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            workers.add(new Worker(guardrails, STREAMS / THREADS, ticks));
        }
        workers.forEach(Thread::start);
        for (Worker worker : workers) {
            worker.join();
        }
        long[] late = workers.stream()
                .flatMapToLong(w -> Arrays.stream(w.late))
                .sorted()
                .toArray();
        double busy = workers.stream().mapToLong(w -> w.busy).sum() / (ticks * (double) Shown.TOKEN_NANOS * THREADS);
        System.out.printf(
                Locale.ROOT,
                "%d streams at 60 tokens/s on %d threads for %d s: busy %.1f %%, a round late p50 %.2f ms, p99 %.2f ms, max %.2f ms%n",
                STREAMS,
                THREADS,
                ticks / 60,
                busy * 100,
                late[late.length / 2] / 1e6,
                late[late.length * 99 / 100] / 1e6,
                late[late.length - 1] / 1e6);
    }

    private static void memory(String name, Guardrails guardrails) {
        List<String> tokens = Samples.tokens(ManyRules.text(2000)).subList(0, 200);
        long before = used();
        List<Feed> feeds = new ArrayList<>();
        for (int i = 0; i < KEPT; i++) {
            Feed feed = Feed.open(guardrails, "s" + i);
            tokens.forEach(feed::token);
            feeds.add(feed);
        }
        long each = (used() - before) / KEPT;
        System.out.printf("state of a stream after 200 tokens, %s: %d bytes%n", name, each);
        feeds.forEach(Feed::end);
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** Feeds its streams a token each, sixty times a second. */
    private static final class Worker extends Thread {

        private final List<Feed> feeds = new ArrayList<>();
        private final List<String> tokens = Samples.tokens(ManyRules.text(5000));
        private final long[] late;
        private long busy;

        Worker(Guardrails guardrails, int streams, int ticks) {
            for (int i = 0; i < streams; i++) {
                feeds.add(Feed.open(guardrails, "s" + i));
            }
            late = new long[ticks];
        }

        @Override
        public void run() {
            long start = System.nanoTime();
            for (int tick = 0; tick < late.length; tick++) {
                long due = start + tick * Shown.TOKEN_NANOS;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                long begun = System.nanoTime();
                for (int i = 0; i < feeds.size(); i++) {
                    feeds.get(i).token(tokens.get((tick + i) % tokens.size()));
                }
                long done = System.nanoTime();
                busy += done - begun;
                late[tick] = done - due;
            }
            feeds.forEach(Feed::end);
        }
    }
}

package io.mangaassist.examples;

import io.mangaassist.core.NamedThreads;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Plays a load open-loop: a question is asked when it arrives, whether or not earlier ones have been answered, so that
 * a slow chat cannot slow its own customers down.
 */
final class ChatRun {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PROGRESS_EVERY = Duration.ofMillis(250);

    private final Chat chat;
    private final ZipfLoad load;
    private final int requests;
    private final Clock clock = Clock.SYSTEM;
    private final CountDownLatch open;
    private long startNanos;

    ChatRun(Chat chat, ZipfLoad load, int requests) {
        this.chat = chat;
        this.load = load;
        this.requests = requests;
        this.open = new CountDownLatch(requests);
    }

    /** Blocks until every question has an answer or has been given up. Returns how long that took. */
    Duration play(Progress progress) throws InterruptedException {
        ScheduledExecutorService arrivals = Executors.newScheduledThreadPool(1, NamedThreads.daemons("chat-arrivals"));
        try {
            startNanos = clock.monotonicTime();
            schedule(arrivals, 1);
            while (!open.await(PROGRESS_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                progress.show(requests - open.getCount(), elapsed());
            }
            return elapsed();
        } finally {
            arrivals.shutdownNow();
        }
    }

    /** Is shown how far the run is. */
    interface Progress {
        void show(long ended, Duration elapsed);
    }

    private Duration elapsed() {
        return Duration.ofNanos(clock.monotonicTime() - startNanos);
    }

    private void schedule(ScheduledExecutorService arrivals, int number) {
        ZipfLoad.Arrival arrival = load.next();
        long wait = arrival.at().toNanos() - (clock.monotonicTime() - startNanos);
        var unused = arrivals.schedule(
                () -> {
                    if (number < requests) {
                        schedule(arrivals, number + 1);
                    }
                    ask(arrival.question());
                },
                wait,
                TimeUnit.NANOSECONDS);
    }

    private void ask(Question question) {
        var unused = chat.ask(question)
                .completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .whenComplete((done, never) -> open.countDown());
    }
}

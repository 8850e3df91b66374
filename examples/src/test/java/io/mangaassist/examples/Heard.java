package io.mangaassist.examples;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What an application heard of one answer through its framework, to the last signal. Thread-safe. */
final class Heard {

    private final List<String> pieces = new CopyOnWriteArrayList<>();
    private final List<String> finishes = new CopyOnWriteArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String finish = "";

    void piece(String text) {
        pieces.add(text);
    }

    void finish(String reason) {
        finish = reason;
    }

    void completed() {
        finishes.add(finish);
        ended.countDown();
    }

    void failed(Throwable error) {
        errors.add(error);
        ended.countDown();
    }

    boolean awaitEnd(Duration limit) throws InterruptedException {
        return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    String text() {
        return String.join("", pieces);
    }

    /** Why the answer ended, in the framework's words; one entry for each completion. */
    List<String> finishes() {
        return finishes;
    }

    List<Throwable> errors() {
        return errors;
    }

    boolean answered() {
        return errors.isEmpty() && finishes.size() == 1;
    }

    boolean refused() {
        return errors.size() == 1 && finishes.isEmpty() && pieces.isEmpty();
    }

    @Override
    public String toString() {
        return "Heard{'" + text() + "', completed " + finishes + ", failed " + errors + "}";
    }
}

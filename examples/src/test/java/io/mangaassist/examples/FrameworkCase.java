package io.mangaassist.examples;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One way in which an application asks: by which framework, streaming or not, over which wire. */
record FrameworkCase(Framework framework, Mode mode, Wire wire) {

    enum Mode {
        UNARY,
        STREAMING
    }

    /** A hang shows after this long; a healthy call takes milliseconds. */
    private static final Duration HANG = Duration.ofSeconds(10);

    private static final int AT_ONCE = 8;

    static Stream<FrameworkCase> all() {
        return Stream.of(Framework.values())
                .flatMap(framework -> Stream.of(Mode.values())
                        .flatMap(mode ->
                                Stream.of(Wire.values()).map(wire -> new FrameworkCase(framework, mode, wire))));
    }

    /** Asks once; returns when the framework has said how it ended. */
    Heard ask(Framework.Clients clients) throws InterruptedException {
        Heard heard = new Heard();
        try {
            if (mode == Mode.STREAMING) {
                framework.stream(clients, "Which volume comes next?", heard);
            } else {
                framework.ask(clients, "Which volume comes next?", heard);
            }
        } catch (RuntimeException refused) {
            heard.failed(refused);
        }
        if (!heard.awaitEnd(HANG)) {
            throw new AssertionError(this + " never learned how its answer ended: " + heard);
        }
        return heard;
    }

    /** Asks many times, some at once. */
    List<Heard> ask(Framework.Clients clients, int times) throws InterruptedException {
        ExecutorService customers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Heard>> questions = Collections.nCopies(times, () -> ask(clients));
            List<Heard> heard = new ArrayList<>();
            for (Future<Heard> answer : customers.invokeAll(questions, 2 * HANG.toSeconds(), TimeUnit.SECONDS)) {
                heard.add(answer.get());
            }
            return heard;
        } catch (ExecutionException broken) {
            throw new AssertionError(broken.getCause());
        } finally {
            customers.shutdownNow();
        }
    }

    @Override
    public String toString() {
        return framework + " " + mode + " " + wire;
    }
}

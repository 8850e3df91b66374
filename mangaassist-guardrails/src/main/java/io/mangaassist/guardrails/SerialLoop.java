package io.mangaassist.guardrails;

import io.mangaassist.core.Guard;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other on whichever thread comes first, without a lock: a task that arrives while another
 * runs, also from within it, is run after it. Thread-safe; whoever comes second returns at once.
 */
final class SerialLoop {

    private static final Logger LOG = LoggerFactory.getLogger(SerialLoop.class);

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() != 0) {
            return;
        }
        do {
            Runnable next = tasks.poll();
            if (next != null) {
                Guard.safely(LOG, "A step of an answer", next);
            }
        } while (waiting.decrementAndGet() != 0);
    }
}

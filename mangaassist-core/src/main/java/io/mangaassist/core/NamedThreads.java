package io.mangaassist.core;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Thread factories whose threads can be told apart in a thread dump. */
@Internal
public final class NamedThreads {

    private NamedThreads() {}

    /** Returns a factory of daemon threads named {@code prefix-1}, {@code prefix-2} and so on. */
    public static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}

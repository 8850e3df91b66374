package io.mangaassist.operate;

import io.mangaassist.core.Guard;
import io.mangaassist.core.NamedThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries documents from a bounded queue to a sink that may be slow, stuck or gone, on one daemon thread. Offering never
 * blocks: what does not fit is dropped and counted.
 */
final class EmfWriter {

    private static final Logger LOG = LoggerFactory.getLogger(EmfWriter.class);
    /** How soon the thread notices that it was closed while nothing came. */
    private static final long IDLE_MILLIS = 50;

    private final EmfSink sink;
    private final BlockingQueue<String> queue;
    private final EmfMeters meters;
    private final Thread thread;
    private volatile boolean closing;
    /** Used by the thread alone. */
    private boolean failing;

    EmfWriter(EmfSink sink, BlockingQueue<String> queue, EmfMeters meters) {
        this.sink = sink;
        this.queue = queue;
        this.meters = meters;
        this.thread = NamedThreads.daemons("mangaassist-emf-writer").newThread(this::run);
    }

    void start() {
        thread.start();
    }

    void offer(String document) {
        if (closing || !queue.offer(document)) {
            meters.dropped(1);
        }
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                String document = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (document != null) {
                    write(document);
                }
            }
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        }
    }

    /** A second try reaches an agent that was restarted; after it the document is given up. */
    private void write(String document) {
        IOException failure = attempt(document);
        if (failure != null && !closing) {
            failure = attempt(document);
        }
        if (failure == null) {
            meters.written();
        } else {
            meters.failed();
        }
        tell(failure);
    }

    private @Nullable IOException attempt(String document) {
        try {
            sink.write(document);
            return null;
        } catch (IOException failed) {
            return failed;
        } catch (RuntimeException broken) {
            return new IOException(broken.getClass().getName(), broken);
        }
    }

    private void tell(@Nullable IOException failure) {
        if (failing == (failure != null)) {
            return;
        }
        failing = failure != null;
        if (failure != null) {
            LOG.warn("The EMF sink ({}) fails: {}; documents are dropped and counted", sink, failure.toString());
        } else {
            LOG.info("The EMF sink ({}) works again", sink);
        }
    }

    /** Writes what waits for at most {@code limit}, then closes an own sink and counts the rest as dropped. */
    void close(Duration limit) {
        closing = true;
        try {
            thread.join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        if (sink instanceof EmfOwnSink own) {
            Guard.safely(LOG, "Closing the EMF sink", () -> closeQuietly(own));
        }
        int left = queue.size();
        queue.clear();
        meters.dropped(left);
    }

    private static void closeQuietly(EmfOwnSink own) {
        try {
            own.close();
        } catch (IOException ignored) {
            LOG.debug("The EMF sink did not close cleanly", ignored);
        }
    }
}

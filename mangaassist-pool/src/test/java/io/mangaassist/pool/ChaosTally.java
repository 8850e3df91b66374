package io.mangaassist.pool;

import static io.mangaassist.pool.SimulatedBedrock.DEGRADED;
import static io.mangaassist.pool.SimulatedBedrock.HAIKU_SAYS;
import static io.mangaassist.pool.SimulatedBedrock.SONNET_SAYS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Judges each stream when it has ended, and counts how. */
final class ChaosTally {

    final AtomicInteger called = new AtomicInteger();
    final AtomicInteger sonnet = new AtomicInteger();
    final AtomicInteger haiku = new AtomicInteger();
    final AtomicInteger degraded = new AtomicInteger();
    final AtomicInteger broken = new AtomicInteger();
    final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();

    /** Never throws: what is wrong is kept. */
    void judge(StreamLog log, @Nullable Throwable failure, boolean cancelled) {
        try {
            String text = log.text.toString();
            counter(text, failure).incrementAndGet();
            assertThat(log.overlapped).as("signals %s", log.signals).isFalse();
            assertTerminals(log, failure, cancelled);
        } catch (AssertionError found) {
            wrong.add(found);
        }
    }

    int ended() {
        return sonnet.get() + haiku.get() + degraded.get() + broken.get();
    }

    private AtomicInteger counter(String text, @Nullable Throwable failure) {
        if (failure != null) {
            assertThat(new String[] {SONNET_SAYS, HAIKU_SAYS, DEGRADED})
                    .as("delivered once, from one model: '%s'", text)
                    .anyMatch(answer -> answer.startsWith(text));
            return broken;
        }
        return switch (text) {
            case SONNET_SAYS -> sonnet;
            case HAIKU_SAYS -> haiku;
            case DEGRADED -> degraded;
            default -> throw new AssertionError("Neither model's answer, nor the degraded one: '" + text + "'");
        };
    }

    /** A caller that cancels the future is told at once, before, between or after the handler's last signals. */
    private static void assertTerminals(StreamLog log, @Nullable Throwable failure, boolean cancelled) {
        long complete = log.count("complete");
        long exception = log.count("exception");
        if (cancelled) {
            assertThat(complete + exception).as("signals %s", log.signals).isLessThanOrEqualTo(1);
        } else {
            assertThat(complete).as("%s after %s", failure, log.signals).isEqualTo(failure == null ? 1 : 0);
            assertThat(exception).as("%s after %s", failure, log.signals).isEqualTo(failure == null ? 0 : 1);
        }
    }

    @Override
    public String toString() {
        return called + " on the wire, " + sonnet + " whole from sonnet, " + haiku + " from haiku, " + degraded
                + " degraded, " + broken + " broken, " + wrong.size() + " wrong";
    }
}

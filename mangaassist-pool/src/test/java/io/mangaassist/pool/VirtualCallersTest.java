package io.mangaassist.pool;

import static io.mangaassist.pool.SimulatedBedrock.HAIKU;
import static io.mangaassist.pool.SimulatedBedrock.SONNET;
import static io.mangaassist.pool.SimulatedBedrock.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.AbortedException;

/** Many virtual threads call the blocking client at once. */
@EnabledForJreRange(min = JRE.JAVA_21)
@Timeout(60)
final class VirtualCallersTest {

    private static final int CALLERS = 500;

    private final FakeBedrock sonnet = new FakeBedrock();

    @TempDir
    private Path folder;

    @Test
    void they_all_wait_at_once_and_none_is_pinned()
            throws IOException, InterruptedException, ReflectiveOperationException {
        AtomicInteger answered = new AtomicInteger();
        try (BedrockPool pool = pool();
                Recording recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO);
            recording.start();
            List<Thread> callers = callers(() -> {
                pool.client().converse(question(SONNET));
                answered.incrementAndGet();
            });
            callers.forEach(Thread::start);
            await().until(() -> sonnet.calls.size() == CALLERS);
            for (int i = 0; i < CALLERS; i++) {
                sonnet.answer(i, "ok");
            }
            for (Thread caller : callers) {
                caller.join();
            }
            recording.stop();

            assertThat(answered).hasValue(CALLERS);
            assertThat(pinned(recording)).as("pinned in our code").isEmpty();
        }
    }

    @Test
    void an_interrupt_cancels_the_call_of_each() throws InterruptedException, ReflectiveOperationException {
        AtomicInteger aborted = new AtomicInteger();
        try (BedrockPool pool = pool()) {
            List<Thread> callers = callers(() -> {
                try {
                    pool.client().converse(question(SONNET));
                } catch (AbortedException interrupted) {
                    aborted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
                }
            });
            callers.forEach(Thread::start);
            await().until(() -> sonnet.calls.size() == CALLERS);

            callers.forEach(Thread::interrupt);
            for (Thread caller : callers) {
                caller.join();
            }

            assertThat(aborted).hasValue(CALLERS);
            assertThat(sonnet.calls).allMatch(call -> call.isCancelled());
            assertThat(pool.snapshot().rungs()).allMatch(rung -> rung.active() == 0);
        }
    }

    private BedrockPool pool() {
        return BedrockPool.builder()
                .rung(BedrockRung.of("sonnet", SONNET, sonnet).permits(CALLERS))
                .rung(BedrockRung.of("haiku", HAIKU, new FakeBedrock()))
                .firstTokenTimeout(Duration.ofSeconds(30))
                .totalTimeout(Duration.ofSeconds(30))
                .meterRegistry(new SimpleMeterRegistry())
                .drain(Duration.ZERO)
                .build();
    }

    /** By name: what compiles for 17 does not know virtual threads. */
    private static List<Thread> callers(Runnable call) throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        ThreadFactory factory = (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(factory.newThread(call));
        }
        return callers;
    }

    private List<RecordedEvent> pinned(Recording recording) throws IOException {
        Path file = folder.resolve("pinned.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"))
                .filter(event -> event.getStackTrace() != null
                        && event.getStackTrace().getFrames().stream()
                                .anyMatch(frame -> frame.getMethod()
                                        .getType()
                                        .getName()
                                        .startsWith("io.mangaassist.pool.Bedrock")))
                .toList();
    }
}

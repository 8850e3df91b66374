package io.mangaassist.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What every door promises: it leaves nothing behind, and two of them on one registry do not touch each other. */
public final class DoorContract {

    private static final Duration THREADS_END_WITHIN = Duration.ofSeconds(10);

    private DoorContract() {}

    /**
     * Builds two doors of one name on one registry and closes them, each twice.
     *
     * @param door builds a door on the registry that it is given, always with the same name
     */
    public static void check(Function<MeterRegistry, ? extends AutoCloseable> door) throws Exception {
        Set<Thread> before = ownThreads();
        MeterRegistry registry = new SimpleMeterRegistry();
        AutoCloseable first = door.apply(registry);
        Set<Meter.Id> ofFirst = ids(registry);
        AutoCloseable second = door.apply(registry);
        Set<Meter.Id> ofSecond = ids(registry);
        ofSecond.removeAll(ofFirst);
        assertThat(ofSecond)
                .as("a second door of the same name has meters of its own")
                .hasSameSizeAs(ofFirst);

        first.close();
        first.close();
        assertThat(ids(registry))
                .as("closing one door removes its meters and nobody else's")
                .isEqualTo(ofSecond);
        second.close();
        second.close();
        assertThat(ids(registry)).as("closed doors leave no meters").isEmpty();
        assertThat(await(() -> before.containsAll(ownThreads())))
                .as("closed doors leave no threads, but there are %s", ownThreads())
                .isTrue();
    }

    private static Set<Meter.Id> ids(MeterRegistry registry) {
        return registry.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());
    }

    private static Set<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mangaassist-"))
                .collect(Collectors.toSet());
    }

    /** Waits without sleeping: a latch that nobody opens gives up the processor for a moment. */
    private static boolean await(BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (long waited = 0; waited < THREADS_END_WITHIN.toMillis(); waited += 20) {
            if (condition.getAsBoolean()) {
                return true;
            }
            if (never.await(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody opens this latch");
            }
        }
        return condition.getAsBoolean();
    }
}

package io.mangaassist.dns;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.TimeUnit;

/** Tells how old the oldest answer past its time-to-live is; read only when meters are published. */
final class StaleAge {

    private final HostTable hosts;
    private final Clock clock;

    StaleAge(HostTable hosts, Clock clock) {
        this.hosts = hosts;
        this.clock = clock;
    }

    double seconds(HostMeters label) {
        long now = clock.monotonicTime();
        long oldest = 0;
        for (KnownHost host : hosts.all()) {
            Answer answer = host.answer();
            if (answer != null && host.profile().meters() == label && !answer.isFresh(now)) {
                oldest = Math.max(oldest, now - answer.times().learnedAt());
            }
        }
        return TimeUnit.NANOSECONDS.toMillis(oldest) / 1000.0;
    }
}

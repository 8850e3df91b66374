package io.mangaassist.pool;

import io.mangaassist.core.Checks;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * How a {@link PermitPool} queues.
 *
 * @param queueLimit waiters of all lanes together, 0 for none
 * @param backgroundShare part of the permits that background work gets before interactive requests, 0..1
 * @param queueTarget the shortest wait of an interval above which the queue counts as standing
 * @param queueInterval over which the shortest wait is looked for
 * @param clock for waits
 * @param executor runs the callbacks of waiters
 */
record PermitPoolConfig(
        int queueLimit,
        double backgroundShare,
        Duration queueTarget,
        Duration queueInterval,
        Clock clock,
        Executor executor) {

    PermitPoolConfig {
        Checks.check(queueLimit >= 0, "queueLimit", ">= 0", queueLimit);
        Checks.check(backgroundShare >= 0 && backgroundShare <= 1, "backgroundShare", "within 0..1", backgroundShare);
        Checks.positive("queueTarget", queueTarget);
        Checks.positive("queueInterval", queueInterval);
    }
}

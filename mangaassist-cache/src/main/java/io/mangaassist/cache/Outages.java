package io.mangaassist.cache;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The outages of all nodes that one connector leads to, shared by its doors. */
final class Outages {

    private final ConcurrentMap<RedisNode, Outage> outages = new ConcurrentHashMap<>();
    private final Clock clock;

    Outages(Clock clock) {
        this.clock = clock;
    }

    Outage of(RedisNode node) {
        return outages.computeIfAbsent(node, added -> new Outage(clock));
    }
}

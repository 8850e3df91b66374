package io.mangaassist.testkit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The names of a simulator and how often they were asked. Thread-safe. */
final class DnsZone {
    /** One line of the counts. */
    record Asked(String name, String type, DnsTransport transport) {}

    private final long seed;
    private final Map<String, DnsName> names = new ConcurrentHashMap<>();
    private final Map<Asked, LongAdder> asked = new ConcurrentHashMap<>();

    DnsZone(long seed) {
        this.seed = seed;
    }

    DnsName name(String name) {
        return names.computeIfAbsent(DnsNames.canonical(name), key -> new DnsName(seed + key.hashCode()));
    }

    void count(String name, String type, DnsTransport transport) {
        asked.computeIfAbsent(new Asked(DnsNames.canonical(name), type, transport), key -> new LongAdder())
                .increment();
    }

    DnsCounts counts() {
        Map<Asked, Long> now = new ConcurrentHashMap<>();
        asked.forEach((key, count) -> now.put(key, count.sum()));
        return new DnsCounts(now);
    }
}

package io.mangaassist.testkit;

import java.util.Map;
import java.util.function.Predicate;

/** The queries that {@link DnsSimulator} got since it started, answered or not: an immutable snapshot. */
public final class DnsCounts {
    private final Map<DnsZone.Asked, Long> asked;

    DnsCounts(Map<DnsZone.Asked, Long> asked) {
        this.asked = Map.copyOf(asked);
    }

    /** All queries. */
    public long total() {
        return sum(key -> true);
    }

    /** All queries over one transport. */
    public long of(DnsTransport transport) {
        return sum(key -> key.transport() == transport);
    }

    /** All queries for one name. */
    public long of(String name) {
        String wanted = DnsNames.canonical(name);
        return sum(key -> key.name().equals(wanted));
    }

    /** The queries for one name over one transport. */
    public long of(String name, DnsTransport transport) {
        String wanted = DnsNames.canonical(name);
        return sum(key -> key.name().equals(wanted) && key.transport() == transport);
    }

    /** The queries for one name and record type, such as {@code AAAA}. */
    public long of(String name, String type) {
        String wanted = DnsNames.canonical(name);
        return sum(key -> key.name().equals(wanted) && key.type().equals(type));
    }

    private long sum(Predicate<DnsZone.Asked> which) {
        return asked.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Override
    public String toString() {
        return "DnsCounts" + asked;
    }
}

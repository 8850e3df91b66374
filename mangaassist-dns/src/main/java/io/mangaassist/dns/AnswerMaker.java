package io.mangaassist.dns;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;

/** Makes answers of what lookups find: clamps the times and settles the order of the addresses. */
final class AnswerMaker {

    private final RefreshTimes times;
    private final AddressRanks ranks;

    AnswerMaker(RefreshTimes times, AddressRanks ranks) {
        this.times = times;
        this.ranks = ranks;
    }

    /** Makes an answer of what was found now. Addresses that lately failed stand last. */
    Answer make(KnownHost host, Found found, long now) {
        Answer before = host.answer();
        List<InetAddress> kept = before == null ? List.of() : stillGood(found, before, now);
        return before == null || kept.isEmpty()
                ? fresh(host, found, now)
                : fresh(host, found.with(kept), now).until(before.times());
    }

    /** Returns the addresses of the family that could not be looked up this time. */
    private static List<InetAddress> stillGood(Found found, Answer before, long now) {
        Family family = found.unanswered();
        if (family == null || !found.trusted() || !before.trusted() || !before.isUsable(now)) {
            return List.of();
        }
        return before.addresses().stream().filter(family::has).toList();
    }

    private Answer fresh(KnownHost host, Found found, long now) {
        long fresh = found.trusted() ? times.freshNanos(found.ttl()) : times.shortestNanos();
        long maxStale = host.profile().maxStale().toNanos();
        long usable = found.trusted() ? Math.max(fresh, maxStale) : fresh;
        AnswerTimes until = new AnswerTimes(now, now + fresh, now + usable);
        return new Answer(found, rotation(host, found.addresses(), now), until);
    }

    /** Orders the addresses anew. */
    Rotation rotation(KnownHost host, Collection<InetAddress> addresses, long now) {
        return Rotation.of(ranks.rank(List.copyOf(addresses)), host.demotions().at(now));
    }

    RefreshTimes times() {
        return times;
    }
}

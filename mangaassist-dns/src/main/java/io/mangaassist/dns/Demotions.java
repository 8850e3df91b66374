package io.mangaassist.dns;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The addresses of one host that lately could not be used. They are handed out last, never left out. */
final class Demotions {

    /** A load balancer takes a broken target out within about this time. */
    static final long DEMOTED_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int MOST = 32;
    private static final long FORCE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<InetAddress, Long> until = new HashMap<>();
    private boolean everForced;
    private long forcedAt;

    /** Demotes the address. */
    synchronized void add(InetAddress address, long now) {
        forgetOld(now);
        if (until.size() < MOST) {
            until.put(address, now + DEMOTED_NANOS);
        }
    }

    /** Returns the addresses that are demoted now. */
    synchronized Set<InetAddress> at(long now) {
        forgetOld(now);
        return Set.copyOf(until.keySet());
    }

    /** Says whether a lookup may be forced now: once a second, however many connections fail. */
    synchronized boolean mayForce(long now) {
        if (everForced && now - forcedAt < FORCE_EVERY_NANOS) {
            return false;
        }
        everForced = true;
        forcedAt = now;
        return true;
    }

    private void forgetOld(long now) {
        until.values().removeIf(end -> now - end >= 0);
    }
}

package io.mangaassist.dns;

import io.mangaassist.dns.DnsLookupException.Reason;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * One host with what is known of it. The answer is read without a lock; everything that leads to the next answer (the
 * one flight, failures, the timer) is guarded by this object, inside which no foreign code runs.
 */
final class KnownHost {

    /**
     * A lookup on its way.
     *
     * @param number a later flight has a higher number
     * @param result completed when it has landed
     */
    record Flight(long number, CompletableFuture<Answer> result) {}

    private final HostProfile profile;
    private final Demotions demotions = new Demotions();

    private volatile @Nullable Answer answer;
    private volatile boolean used;
    private volatile boolean dormant;
    private volatile boolean pinned;

    private @Nullable Flight flight;
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable Reason failure;
    private long failedUntil;
    private long flights;
    private long stored;
    private int failures;
    private boolean retired;

    private long usedAt;

    KnownHost(HostProfile profile, long now) {
        this.profile = profile;
        this.usedAt = now;
        this.pinned = profile.pinned();
    }

    /** Keeps it fresh from now on even if nobody asks. */
    void pin() {
        pinned = true;
    }

    boolean isPinned() {
        return pinned;
    }

    HostProfile profile() {
        return profile;
    }

    Demotions demotions() {
        return demotions;
    }

    @Nullable
    Answer answer() {
        return answer;
    }

    /** Returns the addresses if a good answer is known, and counts how it was served; else null. Allocates nothing. */
    @Nullable
    List<InetAddress> serve(long now) {
        Answer known = answer;
        if (known == null) {
            return null;
        }
        if (!used) {
            used = true;
        }
        if (known.isFresh(now)) {
            profile.meters().fresh();
        } else if (known.isUsable(now)) {
            profile.meters().stale();
        } else {
            return null;
        }
        return known.next();
    }

    /** Says whether refreshing was given up because nobody asked. */
    boolean isDormant() {
        return dormant;
    }

    /** Says whether nobody has asked for longer than the limit, as far as is seen by calling this now and then. */
    synchronized boolean isIdle(long now, long limit) {
        if (used) {
            used = false;
            usedAt = now;
        }
        return now - usedAt > limit;
    }

    void sleep() {
        dormant = true;
    }

    /** Returns the flight that is under way, or null. */
    synchronized @Nullable Flight flight() {
        return flight;
    }

    /**
     * Starts a flight. A retired host may still be asked by somebody who found it before: the answer is for him alone.
     *
     * @param anyway even if one is under way
     * @return null if one is under way
     */
    synchronized @Nullable Flight takeOff(boolean anyway) {
        if (flight != null && !anyway) {
            return null;
        }
        dormant = false;
        Flight started = new Flight(++flights, new CompletableFuture<>());
        flight = started;
        return started;
    }

    /** Keeps the answer unless a later flight brought one before. */
    synchronized boolean land(Flight landed, Answer found) {
        end(landed);
        if (retired || landed.number() <= stored) {
            return false;
        }
        stored = landed.number();
        failures = 0;
        failure = null;
        answer = found;
        return true;
    }

    /** Remembers the failure; returns how many there were in a row. */
    synchronized int fail(Flight failed, Reason reason, long until) {
        end(failed);
        if (failed.number() > stored) {
            failures++;
            failure = reason;
            failedUntil = until;
        }
        return failures;
    }

    private synchronized void end(Flight ended) {
        if (flight != null && flight.number() == ended.number()) {
            flight = null;
        }
    }

    /** Puts an answer where there is none, as from a snapshot; says whether it was taken. */
    synchronized boolean plant(Answer seed) {
        if (retired || answer != null) {
            return false;
        }
        answer = seed;
        return true;
    }

    /** Replaces the answer by the same one in another order, unless it was replaced meanwhile. */
    synchronized void reorder(Answer before, Answer after) {
        if (answer == before) {
            answer = after;
        }
    }

    /** Returns the last failure while it still counts, else null. */
    synchronized @Nullable Reason failure(long now) {
        return failure != null && now - failedUntil < 0 ? failure : null;
    }

    /** Takes the timer of the next refresh; the one before is cancelled. */
    synchronized void refreshAt(ScheduledFuture<?> next) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = next;
        if (retired) {
            next.cancel(false);
        }
    }

    synchronized boolean isRetired() {
        return retired;
    }

    /** Forgets the answer and plans no other. A flight that is under way still lands, for those who wait for it. */
    synchronized void retire() {
        retired = true;
        answer = null;
        if (timer != null) {
            timer.cancel(false);
        }
    }
}

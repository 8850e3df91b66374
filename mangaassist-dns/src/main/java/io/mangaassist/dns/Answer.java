package io.mangaassist.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * A judged answer with its times. It is the cached answer until it is no longer fresh, and the last known good one until
 * it is no longer usable; only a newer good answer takes its place. Times are of the monotonic clock, in nanoseconds.
 */
final class Answer {

    private final List<InetAddress> addresses;
    private final Rotation rotation;
    private final AnswerTimes times;
    private final boolean trusted;

    Answer(Found found, Rotation rotation, AnswerTimes times) {
        this.addresses = List.copyOf(found.addresses());
        this.trusted = found.trusted();
        this.rotation = rotation;
        this.times = times;
    }

    private Answer(Answer original, Rotation rotation) {
        this.addresses = original.addresses;
        this.trusted = original.trusted;
        this.times = original.times;
        this.rotation = rotation;
    }

    private Answer(Answer original, AnswerTimes times) {
        this.addresses = original.addresses;
        this.trusted = original.trusted;
        this.times = times;
        this.rotation = original.rotation;
    }

    /** Returns the same answer whose addresses are handed out in another order. */
    Answer reordered(Rotation other) {
        return new Answer(this, other);
    }

    /** Returns the same answer, part of which is no newer than these times. */
    Answer until(AnswerTimes older) {
        return new Answer(this, times.noLaterThan(older));
    }

    boolean isFresh(long now) {
        return now - times.freshUntil() < 0;
    }

    boolean isUsable(long now) {
        return now - times.usableUntil() < 0;
    }

    /** Returns the addresses in the order of this turn. */
    List<InetAddress> next() {
        return rotation.next();
    }

    List<InetAddress> addresses() {
        return addresses;
    }

    boolean sameAddresses(Answer other) {
        return Set.copyOf(addresses).equals(Set.copyOf(other.addresses));
    }

    AnswerTimes times() {
        return times;
    }

    boolean trusted() {
        return trusted;
    }
}

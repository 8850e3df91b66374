package io.mangaassist.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/**
 * The script of one name at {@link DnsSimulator}, changeable while it runs.
 *
 * <p>A query takes the next reply of the queue, else the first chance that hits, else the standing reply; a name without one
 * gets NXDOMAIN. Thread-safe.
 */
public final class DnsName {
    private record Chance(double probability, DnsReply reply) {}

    private final Random random;
    // guarded by this
    private final Queue<DnsReply> queue = new ArrayDeque<>();
    private final List<Chance> chances = new ArrayList<>();
    private DnsReply standing = DnsReply.nxDomain();

    DnsName(long seed) {
        this.random = new Random(seed);
    }

    /** From now on every query gets this reply; queue and chances are emptied. */
    public synchronized DnsName answers(DnsReply reply) {
        queue.clear();
        chances.clear();
        standing = reply;
        return this;
    }

    /** From now on every query gets these addresses, which live 60 s. */
    public DnsName answers(String... addresses) {
        return answers(DnsReply.addresses(addresses));
    }

    /** The next queries get these replies, one each, in this order; retries and questions for AAAA are queries too. */
    public synchronized DnsName next(DnsReply... replies) {
        queue.addAll(List.of(replies));
        return this;
    }

    /** A share of the queries, from 0 to 1, gets this reply instead; which, is decided by the simulator's seed. */
    public synchronized DnsName sometimes(double probability, DnsReply reply) {
        chances.add(new Chance(Require.probability("probability", probability), reply));
        return this;
    }

    synchronized DnsReply pick() {
        DnsReply queued = queue.poll();
        if (queued != null) {
            return queued;
        }
        for (Chance chance : chances) {
            if (random.nextDouble() < chance.probability()) {
                return chance.reply();
            }
        }
        return standing;
    }

    /** The standing reply, for a name that an alias leads to. */
    synchronized DnsReply standing() {
        return standing;
    }
}

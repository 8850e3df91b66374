package io.mangaassist.dns;

import io.mangaassist.dns.DnsReply.Item;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the addresses out of an answer packet: follows the aliases from the question on and takes only the records at
 * their end. Everything else in the packet is left out and counted, since nobody asked for it.
 */
final class AnswerReader {

    /** AWS names use up to four; ten is far above any honest chain and far below any harm. */
    static final int MAX_ALIASES = 10;

    /** The largest honest answers hold a few dozen addresses. */
    static final int MAX_RECORDS = 100;

    private static final int CNAME = 5;
    private static final byte[] MAPPED_PREFIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final DnsMeters meters;

    AnswerReader(DnsMeters meters) {
        this.meters = meters;
    }

    /**
     * What a packet says.
     *
     * @param verdict {@link Verdict#ACCEPTED} if there are addresses (not yet judged), else what is wrong
     * @param ttl the smallest of the chain, zero without addresses
     */
    record Reading(Verdict verdict, List<InetAddress> addresses, Duration ttl) {

        static Reading nothing(Verdict verdict) {
            return new Reading(verdict, List.of(), Duration.ZERO);
        }
    }

    /**
     * Reads a packet.
     *
     * @param host whose name the addresses carry
     * @param question the name that was asked for: the host's or an alias of it
     */
    Reading read(String host, String question, Family family, DnsReply reply) {
        if (reply.code() != DnsReply.NOERROR) {
            return Reading.nothing(reply.code() == DnsReply.NXDOMAIN ? Verdict.NXDOMAIN : Verdict.SERVFAIL);
        }
        if (reply.records().size() > MAX_RECORDS) {
            meters.rejected(RejectReason.TOO_MANY_RECORDS, reply.records().size());
            return Reading.nothing(Verdict.MALFORMED);
        }
        Chain chain = Chain.follow(question, reply.records());
        if (chain.broken()) {
            meters.rejected(RejectReason.ALIAS_CHAIN, 1);
            return Reading.nothing(Verdict.MALFORMED);
        }
        return collect(host, family, chain, reply);
    }

    private Reading collect(String host, Family family, Chain chain, DnsReply reply) {
        List<InetAddress> addresses = new ArrayList<>();
        long ttl = chain.ttl();
        int unrelated = 0;
        for (Item record : reply.records()) {
            if (record.type() == family.recordType() && record.owner().equals(chain.end())) {
                InetAddress address = address(host, family, record.data());
                if (address != null && !addresses.contains(address)) {
                    addresses.add(address);
                    ttl = Math.min(ttl, record.ttl());
                }
            } else if (!chain.visits(record.owner())) {
                unrelated++;
            }
        }
        meters.rejected(RejectReason.UNRELATED_RECORD, unrelated);
        return addresses.isEmpty()
                ? Reading.nothing(nothingAt(chain, reply.denied()))
                : new Reading(Verdict.ACCEPTED, List.copyOf(addresses), Duration.ofSeconds(ttl));
    }

    /** An alias may lead to a name without such an address, but then the server says so. */
    private Verdict nothingAt(Chain chain, boolean denied) {
        if (chain.isAlias() && !denied) {
            meters.rejected(RejectReason.UNFINISHED_CHAIN, 1);
            return Verdict.UNFINISHED;
        }
        return Verdict.EMPTY;
    }

    private @Nullable InetAddress address(String host, Family family, byte[] data) {
        if (data.length != family.length()) {
            meters.rejected(RejectReason.MALFORMED_PACKET, 1);
            return null;
        }
        if (isMapped(data)) {
            meters.rejected(RejectReason.MAPPED_ADDRESS, 1);
            return null;
        }
        return HostNames.address(host, data);
    }

    private static boolean isMapped(byte[] data) {
        if (data.length != 16) {
            return false;
        }
        for (int i = 0; i < MAPPED_PREFIX.length; i++) {
            if (data[i] != MAPPED_PREFIX[i]) {
                return false;
            }
        }
        return true;
    }

    /** The aliases from the question to the name that has the addresses. */
    private record Chain(List<String> names, long ttl, boolean broken) {

        static Chain follow(String question, List<Item> records) {
            List<String> names = new ArrayList<>(List.of(question));
            long ttl = Long.MAX_VALUE;
            while (true) {
                Item alias = alias(names.get(names.size() - 1), records);
                if (alias == null) {
                    return new Chain(names, ttl, false);
                }
                String target = String.valueOf(alias.target());
                if (names.contains(target) || names.size() > MAX_ALIASES) {
                    return new Chain(names, ttl, true);
                }
                names.add(target);
                ttl = Math.min(ttl, alias.ttl());
            }
        }

        private static @Nullable Item alias(String owner, List<Item> records) {
            for (Item record : records) {
                if (record.type() == CNAME
                        && record.target() != null
                        && record.owner().equals(owner)) {
                    return record;
                }
            }
            return null;
        }

        String end() {
            return names.get(names.size() - 1);
        }

        boolean isAlias() {
            return names.size() > 1;
        }

        boolean visits(String name) {
            return names.contains(name);
        }
    }
}

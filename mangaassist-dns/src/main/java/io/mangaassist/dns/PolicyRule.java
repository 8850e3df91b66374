package io.mangaassist.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * What one host pattern allows.
 *
 * @param pattern the hosts
 * @param ranges the addresses, IPv4 and IPv6
 * @param failOpen whether an answer outside the ranges is better than none
 */
record PolicyRule(HostPattern pattern, List<Cidr> ranges, boolean failOpen) {

    boolean allows(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean special = AnswerJudge.isSpecial(address);
        for (Cidr range : ranges) {
            if (range.contains(bytes) && (!special || range.isSpecial())) {
                return true;
            }
        }
        return false;
    }

    List<InetAddress> allowed(List<InetAddress> addresses) {
        List<InetAddress> allowed = new ArrayList<>(addresses.size());
        for (InetAddress address : addresses) {
            if (allows(address)) {
                allowed.add(address);
            }
        }
        return allowed;
    }

    /** A family is asked for only if the policy could accept an address of it. */
    boolean wants(Family family) {
        return ranges.stream().anyMatch(range -> range.isIpv6() == (family == Family.IPV6));
    }
}

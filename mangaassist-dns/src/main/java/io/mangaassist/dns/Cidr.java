package io.mangaassist.dns;

import io.mangaassist.core.Checks;
import java.net.InetAddress;
import java.util.Optional;

/** A range of addresses, as in {@code 10.0.0.0/16} or {@code fd00:1::/64}. Immutable. */
final class Cidr {

    private final byte[] network;
    private final int prefix;
    private final String text;

    private Cidr(byte[] network, int prefix, String text) {
        this.network = network;
        this.prefix = prefix;
        this.text = text;
    }

    /** Parses a range; a single address is the range that holds only itself. Bits behind the prefix must be zero. */
    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        Optional<InetAddress> literal = HostNames.strictLiteral(address);
        Checks.check(literal.isPresent(), "cidr", "an address with a prefix, as in 10.0.0.0/16", "'" + text + "'");
        byte[] bytes = literal.orElseThrow().getAddress();
        int prefix = slash < 0 ? bytes.length * 8 : number(text, text.substring(slash + 1));
        Checks.check(
                prefix >= 0 && prefix <= bytes.length * 8, "cidr", "with a prefix of 0 to " + bytes.length * 8, text);
        Cidr cidr = new Cidr(bytes, prefix, text);
        Checks.check(cidr.noHostBits(), "cidr", "without bits behind its prefix", text);
        return cidr;
    }

    private static int number(String text, String digits) {
        boolean ok = !digits.isEmpty() && digits.length() <= 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        Checks.check(ok, "cidr", "an address with a prefix, as in 10.0.0.0/16", "'" + text + "'");
        return Integer.parseInt(digits);
    }

    private boolean noHostBits() {
        for (int bit = prefix; bit < network.length * 8; bit++) {
            if ((network[bit >> 3] & (0x80 >> (bit & 7))) != 0) {
                return false;
            }
        }
        return true;
    }

    boolean isIpv6() {
        return network.length == 16;
    }

    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        int whole = prefix >> 3;
        for (int i = 0; i < whole; i++) {
            if (address[i] != network[i]) {
                return false;
            }
        }
        int rest = prefix & 7;
        int mask = (0xff00 >> rest) & 0xff;
        return rest == 0 || (address[whole] & mask) == (network[whole] & mask);
    }

    /** Says whether the range was meant for loopback, link-local or multicast addresses: all of it is such. */
    boolean isSpecial() {
        return prefix >= 8 && AnswerJudge.isSpecial(HostNames.address("", network));
    }

    @Override
    public String toString() {
        return text;
    }
}

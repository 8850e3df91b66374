package io.mangaassist.dns;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Host names as DNS sees them: lower case, ASCII (IDNA), without the trailing dot, at most 253 characters in labels of 1
 * to 63. Literal addresses are recognised here and never asked for.
 */
final class HostNames {

    private static final int MAX_LENGTH = 253;
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
    private static final Pattern NUMERIC_END = Pattern.compile("(.*\\.)?[0-9]+");
    private static final Pattern STRICT_IPV4 = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    private HostNames() {}

    /** Returns the normal form, or nothing if the text is no host name. */
    static Optional<String> normalise(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String ascii = ascii(name).toLowerCase(Locale.ROOT);
        return ascii.length() <= MAX_LENGTH && NAME.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
    }

    private static String ascii(String name) {
        if (name.chars().allMatch(c -> c < 128)) {
            return name;
        }
        try {
            return IDN.toASCII(name);
        } catch (IllegalArgumentException notInternational) {
            return "";
        }
    }

    /** Says whether the text is meant as an address: such a text is never looked up, not even if it is a bad one. */
    static boolean looksLiteral(String host) {
        return host.isEmpty()
                || host.indexOf(':') >= 0
                || host.startsWith("[")
                || NUMERIC_END.matcher(host).matches();
    }

    /**
     * Returns what the JDK makes of a literal, or of the empty name (the loopback addresses); nothing if it is a bad
     * one. Asks nobody.
     */
    static Optional<List<InetAddress>> literal(String host) {
        if (host.indexOf(':') < 0 && !host.isEmpty() && !isNumericIpv4(host)) {
            return Optional.empty();
        }
        try {
            return Optional.of(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException badLiteral) {
            return Optional.empty();
        }
    }

    /** The forms that the JDK takes for an IPv4 literal: one to four decimal parts, the last of which fills the rest. */
    private static boolean isNumericIpv4(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length > 4) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            int bytes = i < parts.length - 1 ? 1 : 5 - parts.length;
            boolean digits = !parts[i].isEmpty()
                    && parts[i].length() <= 10
                    && parts[i].chars().allMatch(c -> c >= '0' && c <= '9');
            if (!digits || Long.parseLong(parts[i]) >= 1L << (8 * bytes)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the address of a full dotted quad or an IPv6 literal, without scope and not IPv4-mapped. */
    static Optional<InetAddress> strictLiteral(String text) {
        boolean ipv6 =
                text.indexOf(':') >= 0 && text.indexOf('%') < 0 && text.indexOf('.') < 0 && !text.startsWith("[");
        boolean ipv4 = STRICT_IPV4.matcher(text).matches() && isNumericIpv4(text);
        if (!ipv6 && !ipv4) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(text);
            return ipv6 == (address.getAddress().length == 16) ? Optional.of(address) : Optional.empty();
        } catch (UnknownHostException badLiteral) {
            return Optional.empty();
        }
    }

    /** Returns the address with the host's name in it, so that nobody has to ask for the name later. */
    static InetAddress address(String host, byte[] bytes) {
        try {
            return InetAddress.getByAddress(host, bytes);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException("address must be of 4 or 16 bytes, was of " + bytes.length, wrongLength);
        }
    }
}

package io.mangaassist.dns;

import io.mangaassist.core.Checks;
import java.util.Optional;

/**
 * A host name, or {@code *.} and a suffix, which stands for every name that ends so (with one more label or several).
 * An exact name is more specific than any suffix, a longer suffix than a shorter one. Equal patterns are equal.
 *
 * @param suffix true if any labels may stand before the name
 * @param name the normal form of the name or suffix
 */
record HostPattern(boolean suffix, String name) {

    static HostPattern parse(String text) {
        boolean suffix = text.startsWith("*.");
        Optional<String> name = HostNames.normalise(suffix ? text.substring(2) : text);
        boolean ok = name.isPresent() && !HostNames.looksLiteral(name.orElseThrow());
        Checks.check(ok, "host pattern", "a host name or *.suffix", "'" + text + "'");
        return new HostPattern(suffix, name.orElseThrow());
    }

    boolean matches(String host) {
        if (!suffix) {
            return host.equals(name);
        }
        int before = host.length() - name.length();
        return before > 1 && host.endsWith(name) && host.charAt(before - 1) == '.';
    }

    /** Orders patterns: the greater is the more specific. */
    int specificity() {
        return suffix ? name.length() : Integer.MAX_VALUE;
    }

    @Override
    public String toString() {
        return suffix ? "*." + name : name;
    }
}

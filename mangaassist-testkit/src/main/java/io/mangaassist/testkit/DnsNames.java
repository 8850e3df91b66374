package io.mangaassist.testkit;

import java.util.Locale;

/** Host names as keys. */
final class DnsNames {
    private DnsNames() {}

    /** Lower case, with the dot at the end. */
    static String canonical(String name) {
        String lower = Require.notBlank("name", name).toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower : lower + ".";
    }
}

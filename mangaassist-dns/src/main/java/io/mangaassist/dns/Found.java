package io.mangaassist.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a lookup brought, after the policy has judged it.
 *
 * @param addresses at least one
 * @param ttl as the server gave it, not yet clamped
 * @param trusted false if the policy allows none of the addresses and they are only better than nothing
 * @param unanswered the family of which nothing is known although it was asked for, or null; what was known of it stays
 *     good
 */
record Found(
        List<InetAddress> addresses,
        Duration ttl,
        boolean trusted,
        @Nullable Family unanswered) {

    Found(List<InetAddress> addresses, Duration ttl, boolean trusted) {
        this(addresses, ttl, trusted, null);
    }

    /** Returns the same, found while the lookup of another family failed. */
    Found without(Family failed) {
        return new Found(addresses, ttl, trusted, failed);
    }

    /** Returns the same with addresses that are still good. */
    Found with(List<InetAddress> kept) {
        List<InetAddress> all = new ArrayList<>(addresses);
        all.addAll(kept);
        return new Found(List.copyOf(all), ttl, trusted, unanswered);
    }
}

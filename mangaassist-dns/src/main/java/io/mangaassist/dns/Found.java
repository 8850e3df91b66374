package io.mangaassist.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * What a lookup brought, after the policy has judged it.
 *
 * @param addresses at least one
 * @param ttl as the server gave it, not yet clamped
 * @param trusted false if the policy allows none of the addresses and they are only better than nothing
 */
record Found(List<InetAddress> addresses, Duration ttl, boolean trusted) {}

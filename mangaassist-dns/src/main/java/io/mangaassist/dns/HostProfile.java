package io.mangaassist.dns;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What configuration says of a host.
 *
 * @param name in normal form
 * @param rule what the policy says of it, or null
 * @param maxStale how old its answer may be when it is served
 * @param pinned whether it is named exactly by configuration: then it is never forgotten and always kept fresh
 * @param meters the meters of its label
 */
record HostProfile(String name, @Nullable PolicyRule rule, Duration maxStale, boolean pinned, HostMeters meters) {}

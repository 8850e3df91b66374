package io.mangaassist.dns;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where answers come from. */
@FunctionalInterface
interface Upstream {

    /**
     * Looks the host up once. Neither blocks nor throws; fails with a {@link LookupFailure}.
     *
     * @param host in normal form
     * @param rule what the policy says of it, or null if it names no rule
     */
    CompletableFuture<Found> lookup(String host, @Nullable PolicyRule rule);
}

package io.mangaassist.dns;

import io.mangaassist.dns.DnsLookupException.Reason;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends each host where the policy wants it: to the name servers, to the operating system, or nowhere. */
final class RoutedUpstream implements Upstream {

    private final @Nullable Upstream servers;
    private final Upstream system;
    private final AnswerPolicy.Unlisted unlisted;

    RoutedUpstream(@Nullable Upstream servers, Upstream system, AnswerPolicy.Unlisted unlisted) {
        this.servers = servers;
        this.system = system;
        this.unlisted = unlisted;
    }

    @Override
    public CompletableFuture<Found> lookup(String host, @Nullable PolicyRule rule) {
        if (rule == null && unlisted == AnswerPolicy.Unlisted.REFUSE) {
            return CompletableFuture.failedFuture(new LookupFailure(Reason.REFUSED));
        }
        boolean byServers = rule != null || unlisted == AnswerPolicy.Unlisted.NAME_SERVERS;
        Upstream chosen = servers != null && byServers ? servers : system;
        return chosen.lookup(host, rule);
    }
}

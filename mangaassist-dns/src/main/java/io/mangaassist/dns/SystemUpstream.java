package io.mangaassist.dns;

import io.mangaassist.dns.DnsLookupException.Reason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the JDK, and so the operating system: its hosts file, its search domains, its name servers. It blocks, therefore
 * threads of its own do it. The policy judges its answers too, if it names the host.
 */
final class SystemUpstream implements Upstream {

    /** The JDK tells no time-to-live; this is how long it caches an answer itself. */
    private static final Duration JDK_TTL = Duration.ofSeconds(30);

    private final Executor blocking;
    private final AnswerJudge judge;

    SystemUpstream(Executor blocking, AnswerJudge judge) {
        this.blocking = blocking;
        this.judge = judge;
    }

    @Override
    public CompletableFuture<Found> lookup(String host, @Nullable PolicyRule rule) {
        CompletableFuture<Found> result = new CompletableFuture<>();
        try {
            blocking.execute(() -> ask(host, rule, result));
        } catch (RejectedExecutionException tooMany) {
            result.completeExceptionally(new LookupFailure(Reason.ABANDONED));
        }
        return result;
    }

    private void ask(String host, @Nullable PolicyRule rule, CompletableFuture<Found> result) {
        try {
            List<InetAddress> all = List.of(InetAddress.getAllByName(host));
            result.complete(judged(rule, all));
        } catch (UnknownHostException unknown) {
            result.completeExceptionally(new LookupFailure(Reason.NOT_FOUND));
        } catch (LookupFailure rejected) {
            result.completeExceptionally(rejected);
        } catch (RuntimeException refused) {
            result.completeExceptionally(new LookupFailure(Reason.SERVER_FAILURE));
        } catch (Error error) {
            result.completeExceptionally(new LookupFailure(Reason.SERVER_FAILURE));
            throw error;
        }
    }

    private Found judged(@Nullable PolicyRule rule, List<InetAddress> all) {
        if (rule == null) {
            return new Found(all, JDK_TTL, true);
        }
        List<InetAddress> allowed = judge.judge(rule, all).addresses();
        if (!allowed.isEmpty()) {
            return new Found(allowed, JDK_TTL, true);
        }
        List<InetAddress> usable =
                all.stream().filter(a -> !AnswerJudge.isSpecial(a)).toList();
        if (rule.failOpen() && !usable.isEmpty()) {
            return new Found(usable, JDK_TTL, false);
        }
        throw new LookupFailure(Reason.REJECTED);
    }
}

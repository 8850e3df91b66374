package io.mangaassist.guardrails;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Clock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Remembers verdicts on the same text, passed and violated alike, and joins checks of the same text that are under way.
 * Keys are hashes of policy version, source and folded text; failures are never remembered. A call under way is joined
 * only while it is young, and cancelled once nobody waits for it: one that never answers costs no later check its verdict.
 * Thread-safe.
 */
final class VerdictCache implements RemoteEvaluator {

    /** How old a call may be and still be joined: longer than any limit that is sensible for one. */
    private static final long JOINED_FOR = Duration.ofSeconds(30).toNanos();

    private final RemoteEvaluator delegate;
    private final String policyVersion;
    private final Clock clock;
    private final Runnable hit;
    private final AsyncCache<String, RemoteVerdict> verdicts;

    VerdictCache(RemoteEvaluator delegate, String policyVersion, CachedVerdicts settings, Clock clock, Runnable hit) {
        this.delegate = delegate;
        this.policyVersion = policyVersion;
        this.clock = clock;
        this.hit = hit;
        this.verdicts = Caffeine.newBuilder()
                .maximumSize(settings.entries())
                .expireAfterWrite(settings.timeToLive())
                .ticker(clock::monotonicTime)
                .executor(Runnable::run)
                .buildAsync();
    }

    @Override
    public CompletionStage<RemoteVerdict> evaluate(RemoteCheck check) {
        String key = key(check);
        Flight fresh = new Flight(clock.monotonicTime());
        while (verdicts.asMap().putIfAbsent(key, fresh) instanceof Flight known) {
            if (known.join(fresh.since)) {
                hit.run();
                // what is remembered was billed before
                return waiter(
                        known,
                        known.thenApply(
                                verdict -> new RemoteVerdict(verdict.kind(), verdict.reasons(), verdict.filters(), 0)));
            }
            verdicts.asMap().remove(key, known);
        }
        var unused = fresh.whenComplete((verdict, failure) -> {
            if (failure != null || verdict == null || verdict.kind() == RemoteVerdict.Kind.FAILED) {
                verdicts.asMap().remove(key, fresh);
            }
        });
        begin(check, fresh);
        return waiter(fresh, fresh.copy());
    }

    /** A copy for one that waits: giving up must not end it for the others, only the last one ends the call. */
    private static CompletableFuture<RemoteVerdict> waiter(Flight flight, CompletableFuture<RemoteVerdict> copy) {
        var unused = copy.whenComplete((verdict, failure) -> {
            if (flight.left()) {
                flight.cancel(false);
            }
        });
        return copy;
    }

    private void begin(RemoteCheck check, Flight fresh) {
        try {
            CompletionStage<RemoteVerdict> call = delegate.evaluate(check);
            CompletionStage<RemoteVerdict> unused = fresh.whenComplete((verdict, failure) -> {
                if (fresh.isCancelled()) {
                    call.toCompletableFuture().cancel(false);
                }
            });
            unused = call.whenComplete((verdict, failure) -> {
                if (failure == null) {
                    fresh.complete(verdict);
                } else {
                    fresh.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            fresh.completeExceptionally(e);
        }
    }

    private String key(RemoteCheck check) {
        StringBuilder folded = new StringBuilder(policyVersion)
                .append('\0')
                .append(check.source())
                .append('\0');
        for (int symbol : Literal.symbols(check.text())) {
            folded.appendCodePoint(symbol);
        }
        try {
            byte[] text = folded.toString().getBytes(StandardCharsets.UTF_16BE);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** One call and how many wait for it. */
    private static final class Flight extends CompletableFuture<RemoteVerdict> {

        private final long since;
        private int waiting = 1;

        Flight(long since) {
            this.since = since;
        }

        /** Whether its verdict is there or may still be waited for; then one more does. */
        synchronized boolean join(long now) {
            if (isDone()) {
                return true;
            }
            if (waiting == 0 || now - since > JOINED_FOR) {
                return false;
            }
            waiting++;
            return true;
        }

        /** One waits no longer; whether it was the last one, and too early. */
        synchronized boolean left() {
            return !isDone() && --waiting == 0;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new CompletableFuture<>();
        }
    }
}

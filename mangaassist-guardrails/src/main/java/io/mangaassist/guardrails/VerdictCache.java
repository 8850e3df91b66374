package io.mangaassist.guardrails;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Clock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Remembers verdicts on the same text, passed and violated alike, and joins checks of the same text that are under way.
 * Keys are hashes of policy version, source and folded text; failures are never remembered. Thread-safe.
 */
final class VerdictCache implements RemoteEvaluator {

    private final RemoteEvaluator delegate;
    private final String policyVersion;
    private final Runnable hit;
    private final AsyncCache<String, RemoteVerdict> verdicts;

    VerdictCache(RemoteEvaluator delegate, String policyVersion, CachedVerdicts settings, Clock clock, Runnable hit) {
        this.delegate = delegate;
        this.policyVersion = policyVersion;
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
        CompletableFuture<RemoteVerdict> fresh = new CompletableFuture<>();
        String key = key(check);
        CompletableFuture<RemoteVerdict> known = verdicts.asMap().putIfAbsent(key, fresh);
        if (known != null) {
            hit.run();
            // a copy: who gives up waiting must not end it for the others; what is remembered was billed before
            return known.thenApply(
                    verdict -> new RemoteVerdict(verdict.kind(), verdict.reasons(), verdict.filters(), 0));
        }
        begin(check, fresh);
        var unused = fresh.whenComplete((verdict, failure) -> {
            if (failure != null || verdict.kind() == RemoteVerdict.Kind.FAILED) {
                verdicts.asMap().remove(key, fresh);
            }
        });
        return fresh.copy();
    }

    private void begin(RemoteCheck check, CompletableFuture<RemoteVerdict> fresh) {
        try {
            var unused = delegate.evaluate(check).whenComplete((verdict, failure) -> {
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
}

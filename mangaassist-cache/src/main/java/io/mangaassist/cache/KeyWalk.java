package io.mangaassist.cache;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * Walks over all keys of a prefix on all primaries by {@code SCAN}, on connections of its own that it closes, so that
 * neither reads nor writes wait behind it. Never throws and never waits.
 */
final class KeyWalk {

    private final RedisNodes nodes;

    KeyWalk(RedisNodes nodes) {
        this.nodes = nodes;
    }

    /** Removes the keys; completes when all primaries are done, and fails if one is not. */
    CompletableFuture<Void> remove(String prefix) {
        return eachPrimary((link, key) -> new WalkCall(RedisRequest.unlink(key), value -> {}).on(link), prefix);
    }

    /** Reads the values and gives each to {@code sink}, on threads of the connections. */
    CompletableFuture<Void> values(String prefix, BiConsumer<String, byte[]> sink) {
        return eachPrimary(
                (link, key) -> new WalkCall(RedisRequest.get(key), value -> {
                            if (value != null) {
                                sink.accept(new String(key, StandardCharsets.US_ASCII), value);
                            }
                        })
                        .on(link),
                prefix);
    }

    /** What is done with one key. */
    private interface Step {

        CompletionStage<?> take(RedisLink link, byte[] key);
    }

    private CompletableFuture<Void> eachPrimary(Step step, String prefix) {
        if (nodes.primaries().isEmpty()) {
            return CompletableFuture.failedFuture(new RedisFaultException(RedisFault.UNREACHABLE));
        }
        return CompletableFuture.allOf(nodes.primaries().stream()
                .map(node -> nodes.connect(node).thenCompose(link -> walk(link, step, prefix)))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new));
    }

    private static CompletionStage<Void> walk(RedisLink link, Step step, String prefix) {
        return page(link, step, prefix + "*", RedisLink.Page.FIRST).whenComplete((done, failure) -> {
            var unused = link.close();
        });
    }

    private static CompletableFuture<Void> page(RedisLink link, Step step, String pattern, String cursor) {
        return link.scan(cursor, pattern).toCompletableFuture().thenCompose(page -> {
            CompletableFuture<Void> taken = CompletableFuture.allOf(page.keys().stream()
                    .map(key -> step.take(link, key))
                    .map(CompletionStage::toCompletableFuture)
                    .toArray(CompletableFuture[]::new));
            return page.isLast() ? taken : taken.thenCompose(done -> page(link, step, pattern, page.cursor()));
        });
    }
}

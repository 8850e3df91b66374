package io.mangaassist.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Clock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors, by scope: searched in memory, kept in Redis beside the answers, and read back from there when a scope is
 * first asked for, so that a restart does not empty it; once in a time to live, since each reading walks over all keys.
 */
final class SemanticShelf implements VectorShelf {

    private static final Logger LOG = LoggerFactory.getLogger(SemanticShelf.class);
    private static final int EMBEDDER_BYTES = 6;
    private static final int REFILLED = 10_000;

    private final SemanticConfig config;
    private final CacheWriter writer;
    private final KeyWalk walk;
    private final Clock clock;
    private final Cache<CacheScope, FlatIndex> indexes;
    /** A scope that made room and comes again is not read again so soon: each reading walks over all keys. */
    private final Cache<CacheScope, Boolean> refilled;
    /** Vectors of different embedders have different keys, so that they neither meet nor overwrite each other. */
    private final String mark;

    SemanticShelf(SemanticConfig config, CacheWriter writer, KeyWalk walk, Clock clock) {
        this.config = config;
        this.writer = writer;
        this.walk = walk;
        this.clock = clock;
        Sha256 embedder = new Sha256().field(config.embedderId()).field(Integer.toString(config.dimensions()));
        this.mark = "v:" + embedder.letters(EMBEDDER_BYTES) + ":";
        this.refilled = Caffeine.newBuilder()
                .maximumSize(REFILLED)
                .expireAfterWrite(writer.ttl())
                .executor(Runnable::run)
                .build();
        this.indexes = Caffeine.newBuilder()
                .maximumSize(config.scopes())
                .executor(Runnable::run)
                .build();
    }

    @Override
    public CompletableFuture<@Nullable Neighbour> nearest(CacheScope scope, float[] unit) {
        FlatIndex.Nearest nearest = index(scope).nearest(unit, clock.monotonicTime());
        return CompletableFuture.completedFuture(
                nearest == null
                        ? null
                        : new Neighbour(nearest.entry().key(), nearest.entry().mark(), nearest.cosine()));
    }

    @Override
    public void add(VectorEntry entry) {
        index(entry.key().scope()).add(entry, ends());
        writer.write(vectorKey(entry.key()), entry.toBytes());
    }

    @Override
    public void remove(CacheKey key, long mark) {
        forget(key);
        writer.invalidate(vectorKey(key));
    }

    @Override
    public void forget(CacheKey key) {
        FlatIndex index = indexes.getIfPresent(key.scope());
        if (index != null) {
            index.remove(key);
        }
    }

    private FlatIndex index(CacheScope scope) {
        return indexes.get(scope, asked -> {
            FlatIndex index = new FlatIndex(config.entriesPerScope(), config.dimensions());
            if (refilled.asMap().putIfAbsent(asked, true) == null) {
                refill(asked, index);
            }
            return index;
        });
    }

    private void refill(CacheScope scope, FlatIndex index) {
        String prefix = vectorPrefix(scope);
        var unused = walk.values(prefix, (redisKey, frame) -> {
            try {
                CacheKey key = scope.keyOfHash(redisKey.substring(prefix.length()));
                byte[] body = Frame.unwrap(frame, Frame.MAX_RAW);
                index.add(VectorEntry.fromBytes(key, body, config.dimensions()), ends());
            } catch (FrameException | IllegalArgumentException otherRelease) {
                LOG.debug("A vector in Redis is not of this release; it ends by itself");
            }
        });
    }

    private long ends() {
        return clock.monotonicTime() + writer.ttl().toNanos();
    }

    private String vectorPrefix(CacheScope scope) {
        return scope.prefix() + mark;
    }

    private CacheKey vectorKey(CacheKey key) {
        return key.scope().keyOfHash(mark + key.hashInScope());
    }

    @Override
    public void forget(CacheScope scope) {
        indexes.invalidate(scope);
    }

    @Override
    public void close() {
        // Nothing runs here: refilling ends with its connection.
    }
}

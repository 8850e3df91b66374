package io.mangaassist.cache;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vectors that the server searches: hashes with a tag (scope and embedder) and a vector, each with its own end, in one
 * flat index for an embedder. Whether the server can is found out by making the index; until it is known, and if it
 * cannot, the shelf in this process does the work.
 */
final class RedisSearchShelf implements VectorShelf {

    /**
     * What stands in until the server is known to search.
     *
     * @param here the shelf in this process
     * @param timer asks the server again and again
     */
    record Beside(VectorShelf here, ScheduledExecutorService timer) {}

    private static final Logger LOG = LoggerFactory.getLogger(RedisSearchShelf.class);
    private static final int TAG_BYTES = 16;
    private static final int EMBEDDER_BYTES = 6;
    private static final long PERIOD_SECONDS = 5;

    private final CacheWriter writer;
    private final RemoteReads searches;
    private final VectorShelf here;
    private final String embedder;
    private final int dimensions;

    private volatile boolean ready;
    private volatile boolean saidSo;

    RedisSearchShelf(SemanticConfig config, CacheWriter writer, RemoteReads searches, Beside beside) {
        this.writer = writer;
        this.searches = searches;
        this.here = beside.here();
        this.dimensions = config.dimensions();
        this.embedder = new Sha256()
                .field(config.embedderId())
                .field(Integer.toString(dimensions))
                .digits(EMBEDDER_BYTES);
        var unused = beside.timer().scheduleWithFixedDelay(this::prepare, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** Makes the index. That it exists already is told by an error, in other words by every server: so it is tried. */
    private void prepare() {
        if (ready) {
            return;
        }
        var unused = searches.ask(RedisRequest.createIndex(index(), dimensions)).whenComplete((done, failure) -> {
            if (failure == null) {
                found();
            } else if (ReadLane.faultOf(failure) == RedisFault.OTHER) {
                probe();
            }
        });
    }

    private void probe() {
        float[] any = new float[dimensions];
        any[0] = 1;
        RedisRequest search = RedisRequest.search(index(), VectorEntry.floats(any), "none");
        var unused = searches.ask(search).whenComplete((none, failure) -> {
            if (failure == null) {
                found();
            } else if (ReadLane.faultOf(failure) == RedisFault.OTHER && !saidSo) {
                saidSo = true;
                LOG.warn("Redis has no vector search (FT.*); alike questions are searched in this process");
            }
        });
    }

    private void found() {
        ready = true;
        saidSo = false;
        LOG.info("Alike questions are searched in Redis, index {}", index());
    }

    boolean isReady() {
        return ready;
    }

    private String index() {
        return "ma-" + embedder;
    }

    private String tag(CacheScope scope) {
        return new Sha256().field(scope.prefix()).field(embedder).digits(TAG_BYTES);
    }

    /** The guard mark is part of the key, since not every server returns fields that it does not index. */
    private CacheKey vectorKey(CacheKey key, long mark) {
        return key.scope().keyOfHash("w:" + embedder + ":" + Long.toHexString(mark) + ":" + key.hashInScope());
    }

    @Override
    public CompletableFuture<@Nullable Neighbour> nearest(CacheScope scope, float[] unit) {
        if (!ready) {
            return here.nearest(scope, unit);
        }
        return searches.ask(RedisRequest.search(index(), VectorEntry.floats(unit), tag(scope)))
                .handle((found, failure) -> {
                    if (failure != null && ReadLane.faultOf(failure) == RedisFault.OTHER) {
                        ready = false; // the index is gone, with a server that was started anew
                    }
                    return failure != null || found == null
                            ? null
                            : neighbour(scope, new String(found, StandardCharsets.UTF_8));
                });
    }

    /** Takes {@code "<distance> <prefix>w:<embedder>:<mark>:<hash>"} apart; null if it is anything else. */
    private @Nullable Neighbour neighbour(CacheScope scope, String found) {
        int space = found.indexOf(' ');
        String prefix = scope.prefix() + "w:" + embedder + ":";
        int colon = found.indexOf(':', space + 1 + prefix.length());
        if (!found.startsWith(prefix, space + 1) || colon < 0) {
            return null;
        }
        try {
            double distance = Double.parseDouble(found.substring(0, space));
            long mark = Long.parseUnsignedLong(found, space + 1 + prefix.length(), colon, 16);
            double cosine = Math.max(-1, Math.min(1, 1 - distance));
            boolean known = !Double.isNaN(distance);
            return known ? new Neighbour(scope.keyOfHash(found.substring(colon + 1)), mark, cosine) : null;
        } catch (NumberFormatException otherRelease) {
            return null;
        }
    }

    @Override
    public void add(VectorEntry entry) {
        if (ready) {
            CacheKey key = entry.key();
            writer.write(vectorKey(key, entry.mark()), entry, new TaggedVectors(tag(key.scope())));
        } else {
            here.add(entry);
        }
    }

    @Override
    public void remove(CacheKey key, long mark) {
        here.remove(key, mark);
        writer.invalidate(vectorKey(key, mark));
    }

    @Override
    public void forget(CacheKey key) {
        here.forget(key); // in Redis it ends by itself: the answer may only have been slow
    }

    @Override
    public void forget(CacheScope scope) {
        here.forget(scope);
    }

    @Override
    public void close() {
        searches.close();
    }
}

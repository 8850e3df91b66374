package io.mangaassist.cache;

import io.mangaassist.core.Checks;
import io.mangaassist.core.LiveSetting;
import io.mangaassist.core.NamedThreads;
import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.SegmentTimer;
import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Finds the answer to a question that was asked before in other words: by the very question first, then by the
 * similarity of embeddings, within one {@link CacheScope}. Answers lie in a {@link ResponseCache}, vectors beside them in
 * Redis and in this process' memory, where they are searched. Thread-safe; nothing blocks, and nothing here fails a
 * request: a slow or failing embedder or Redis makes a miss.
 *
 * <p>Not served are: matches in the grey band just below the threshold; matches that speak of other numbers or of which
 * one denies ("volume 107" is not "volume 108").
 *
 * @param <V> the type of the values
 */
public final class SemanticCache<V> implements AutoCloseable {

    private final ResponseCache<V> answers;
    private final SemanticConfig config;
    private final Embeddings embeddings;
    private final VectorShelf shelf;
    private final SemanticMeters meters;
    private final ScheduledThreadPoolExecutor timer;
    private final Segments segments;
    private final Clock clock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SemanticCache(Builder<V> builder) {
        this.answers = builder.answers;
        this.config = builder.config();
        this.segments = builder.segments;
        this.clock = builder.clock;
        this.meters = new SemanticMeters(builder.registry, builder.name);
        this.timer = new ScheduledThreadPoolExecutor(1, NamedThreads.daemons("mangaassist-cache-semantic"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        this.embeddings = new Embeddings(builder.embedder, config, timer, meters::notEmbedded);
        SemanticShelf here = new SemanticShelf(config, answers.writer(), answers.keyWalk(), clock);
        this.shelf = builder.searchInRedis
                ? new RedisSearchShelf(
                        config, answers.writer(), answers.searches(timer), new RedisSearchShelf.Beside(here, timer))
                : here;
    }

    /**
     * Begins a semantic cache.
     *
     * @param answers where the answers lie; stays the caller's to close, after this
     * @param embedder makes vectors
     * @param dimensions how many numbers its vectors have
     * @param <V> the type of the values
     * @return a builder
     */
    public static <V> Builder<V> builder(ResponseCache<V> answers, Embedder embedder, int dimensions) {
        return new Builder<>(answers, embedder, dimensions);
    }

    /**
     * Looks an answer up.
     *
     * @param scope whose answers may be given
     * @param question what is asked
     * @return never fails; a miss for a blank question
     */
    public CompletableFuture<SemanticResult<V>> find(CacheScope scope, @Nullable String question) {
        long start = clock.monotonicTime();
        SegmentTimer segment = segments.start(Segment.VECTOR_SEARCH);
        CacheKey key = scope.key(question);
        return answers.get(key)
                .thenCompose(exact -> {
                    if (exact.isHit()) {
                        return CompletableFuture.completedFuture(
                                new SemanticResult<>(SemanticResult.Match.EXACT, exact.value(), null));
                    }
                    return question == null || key.isEmpty()
                            ? CompletableFuture.completedFuture(miss(null))
                            : alike(scope, key, question);
                })
                .exceptionally(neverShown -> miss(null))
                .whenComplete((result, never) -> {
                    meters.lookedUp(result.match(), clock.monotonicTime() - start);
                    segment.stop(Outcome.SUCCESS);
                });
    }

    private CompletableFuture<SemanticResult<V>> alike(CacheScope scope, CacheKey key, String question) {
        return embeddings
                .of(key, question)
                .thenCompose(
                        unit -> unit == null ? CompletableFuture.completedFuture(null) : shelf.nearest(scope, unit))
                .thenCompose(nearest -> nearest == null
                        ? CompletableFuture.completedFuture(miss(null))
                        : judge(nearest, QuestionGuard.mark(question)));
    }

    private CompletableFuture<SemanticResult<V>> judge(Neighbour nearest, long mark) {
        Similarity similarity = Similarity.ofCosine(nearest.cosine());
        double threshold = config.threshold().get();
        if (nearest.cosine() < threshold - config.greyBand()) {
            return CompletableFuture.completedFuture(miss(similarity));
        }
        if (nearest.mark() != mark) {
            return CompletableFuture.completedFuture(
                    new SemanticResult<>(SemanticResult.Match.GUARDED, null, similarity));
        }
        if (nearest.cosine() < threshold) {
            return CompletableFuture.completedFuture(new SemanticResult<>(SemanticResult.Match.GREY, null, similarity));
        }
        CacheKey known = nearest.key();
        return answers.get(known).thenApply(answer -> {
            if (answer.isHit()) {
                return new SemanticResult<>(SemanticResult.Match.SEMANTIC, answer.value(), similarity);
            }
            shelf.forget(known);
            return miss(similarity);
        });
    }

    private static <V> SemanticResult<V> miss(@Nullable Similarity similarity) {
        return new SemanticResult<>(SemanticResult.Match.MISS, null, similarity);
    }

    /**
     * Keeps an answer and its question's vector: here at once (the vector as soon as the embedder has it, which after a
     * {@link #find} it has), in Redis soon. Never throws, never blocks; no value or a blank question is a counted drop.
     *
     * @param scope who may be given the answer
     * @param question what was asked
     * @param value the answer
     */
    public void put(CacheScope scope, @Nullable String question, @Nullable V value) {
        CacheKey key = scope.key(question);
        answers.put(key, value);
        if (question == null || key.isEmpty() || value == null || closed.get()) {
            return;
        }
        var unused = embeddings.of(key, question).thenAccept(unit -> {
            if (unit != null) {
                shelf.add(new VectorEntry(key, unit, QuestionGuard.mark(question)));
            }
        });
    }

    /**
     * Removes an answer and its vector: here at once, in Redis soon. Never throws, never blocks.
     *
     * @param scope of the question
     * @param question what was asked
     */
    public void invalidate(CacheScope scope, @Nullable String question) {
        CacheKey key = scope.key(question);
        answers.invalidate(key);
        if (question == null || key.isEmpty()) {
            return;
        }
        shelf.remove(key, QuestionGuard.mark(question));
    }

    /**
     * Removes all answers and vectors of a scope, see {@link ResponseCache#erase}.
     *
     * @param scope what to erase
     * @return completes when Redis is done; may be ignored
     */
    public CompletableFuture<@Nullable Void> erase(CacheScope scope) {
        shelf.forget(scope);
        return answers.erase(scope);
    }

    /** Ends its timer and meters; the answers stay open. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            timer.shutdownNow();
            shelf.close();
            meters.close();
        }
    }

    @Override
    public String toString() {
        return "SemanticCache{" + meters.instance() + ", " + config + "}";
    }

    /**
     * Collects the settings of a semantic cache.
     *
     * @param <V> the type of the values
     */
    public static final class Builder<V> {

        private static final String THRESHOLD = "cache-similarity-threshold";

        private final ResponseCache<V> answers;
        private final Embedder embedder;
        private final int dimensions;
        private String name = "default";
        private MeterRegistry registry = Metrics.globalRegistry;
        private Segments segments = Segments.none();
        private Clock clock = Clock.SYSTEM;
        private LiveSetting<Double> threshold = LiveSetting.fixed(THRESHOLD, 0.90);
        private String embedderId = "default";
        private double greyBand = 0.03;
        private Duration embedTimeout = Duration.ofMillis(150);
        private int entriesPerScope = 1 << 14;
        private int scopes = 16;
        private boolean searchInRedis;

        private Builder(ResponseCache<V> answers, Embedder embedder, int dimensions) {
            this.answers = answers;
            this.embedder = embedder;
            this.dimensions = dimensions;
        }

        private SemanticConfig config() {
            return new SemanticConfig(
                    embedderId, dimensions, threshold, greyBand, embedTimeout, entriesPerScope, scopes);
        }

        /** Names the cache in meters and logs; {@code default} if not set. */
        public Builder<V> name(String instance) {
            this.name = Checks.notBlank("name", instance);
            return this;
        }

        /** Sets where the meters go; Micrometer's global registry if not set. */
        public Builder<V> meterRegistry(MeterRegistry target) {
            this.registry = target;
            return this;
        }

        /** Sets who times the segment {@code vector-search}; nobody if not set. */
        public Builder<V> segments(Segments timers) {
            this.segments = timers;
            return this;
        }

        /** Sets the time; the system's if not set. */
        public Builder<V> clock(Clock source) {
            this.clock = source;
            return this;
        }

        /** Names the embedder and its version, so that vectors of different ones never meet; {@code default} if not set. */
        public Builder<V> embedderId(String id) {
            this.embedderId = Checks.notBlank("embedderId", id);
            return this;
        }

        /** Sets from which similarity an answer is served; a cosine of 0.90 if not set. */
        public Builder<V> threshold(Similarity least) {
            return threshold(LiveSetting.fixed(THRESHOLD, least.cosine()));
        }

        /** Sets the threshold by a setting that may change: a cosine. */
        public Builder<V> threshold(LiveSetting<Double> cosine) {
            this.threshold = cosine;
            return this;
        }

        /** Sets how far below the threshold a match is reported as grey; 0.03 if not set. */
        public Builder<V> greyBand(double cosine) {
            this.greyBand = cosine;
            return this;
        }

        /** Sets how long the embedder may take; 150 ms if not set. */
        public Builder<V> embedTimeout(Duration limit) {
            this.embedTimeout = limit;
            return this;
        }

        /**
         * Sets how many questions of one scope are searched, the oldest going first; 16,384 if not set, which is what
         * 720,000 new questions a day leave alive at 1800 s. Each takes about 4 bytes a dimension.
         */
        public Builder<V> entriesPerScope(int most) {
            this.entriesPerScope = most;
            return this;
        }

        /** Sets how many scopes are held at a time, the one not asked for longest going first; 16 if not set. */
        public Builder<V> scopes(int most) {
            this.scopes = most;
            return this;
        }

        /**
         * Searches in the server by {@code FT.SEARCH}, where Redis or Valkey has a search module: all tasks then see
         * each other's questions at once, and this process holds no vectors. A server without it is found out at the
         * start, said in one log line, and searched for here as if this had not been called; not called: always here.
         */
        public Builder<V> searchInRedis() {
            this.searchInRedis = true;
            return this;
        }

        /** Returns the cache. */
        public SemanticCache<V> build() {
            return new SemanticCache<>(this);
        }
    }
}

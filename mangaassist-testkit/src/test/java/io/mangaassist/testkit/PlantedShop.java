package io.mangaassist.testkit;

import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.mangaassist.cache.CacheWriter;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.redisson.api.RBucket;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import redis.clients.jedis.Jedis;

/** A team's classes: handlers that wait for a cache in all the ways we know, and some that do not. */
final class PlantedShop {

    private PlantedShop() {}

    /** The incident itself, two classes away from the handler. */
    static final class Waits {

        private final Store store;

        Waits(Store store) {
            this.store = store;
        }

        @PostMapping
        String ask(String question) {
            String answer = "answer to " + question;
            store.keep(question, answer);
            return answer;
        }
    }

    interface Store {

        void keep(String question, String answer);
    }

    static final class LettuceStore implements Store {

        private final RedisCommands<String, String> redis;

        LettuceStore(RedisCommands<String, String> redis) {
            this.redis = redis;
        }

        @Override
        public void keep(String question, String answer) {
            String unused = redis.set(question, answer);
        }
    }

    /** Nothing blocks here, and yet the answer waits for the write. */
    static final class Composes {

        private final RedisAsyncCommands<String, String> redis;

        Composes(RedisAsyncCommands<String, String> redis) {
            this.redis = redis;
        }

        @PostMapping
        CompletionStage<String> ask(CompletionStage<String> answering) {
            return answering.thenCompose(answer -> redis.set("key", answer).thenApply(done -> answer));
        }
    }

    /** Nobody waits for this future; the call itself can block all the same. */
    static final class Forgets {

        private final RedisAsyncCommands<String, String> redis;

        Forgets(RedisAsyncCommands<String, String> redis) {
            this.redis = redis;
        }

        @PostMapping
        String ask(String question) {
            var unused = redis.set(question, "answer");
            return "answer";
        }
    }

    static final class AllOthers {

        private final Jedis jedis = new Jedis();
        private final RBucket<String> bucket;
        private final Cache cache;
        private final RedisTemplate<String, String> template;
        private final Executor executor;

        AllOthers(RBucket<String> bucket, Cache cache, RedisTemplate<String, String> template, Executor executor) {
            this.bucket = bucket;
            this.cache = cache;
            this.template = template;
            this.executor = executor;
        }

        @PostMapping
        String jedis(String question) {
            return jedis.setex(question, 1800, "answer");
        }

        @PostMapping
        void redisson(String question) {
            bucket.set(question);
        }

        @PostMapping
        CompletionStage<String> redissonComposed(String question) {
            return bucket.setAsync(question).thenApply(done -> "answer");
        }

        @PostMapping
        void springCache(String question) {
            cache.put(question, "answer");
        }

        @PostMapping
        String springCacheLoading(String question) {
            return cache.get(question, () -> "answer");
        }

        @PostMapping
        void redisTemplate(String question) {
            template.opsForValue().set(question, "answer");
        }

        @PostMapping
        void inATask(String question) {
            executor.execute(() -> cache.put(question, "answer"));
        }

        @PostMapping
        String annotated(String question) {
            return cached(question);
        }

        @Cacheable
        String cached(String question) {
            return "answer to " + question;
        }
    }

    /** Reads, and writes by the writer: what the rule asks for. */
    static final class Clean {

        private final Jedis jedis = new Jedis();
        private final Cache cache;
        private final RedisTemplate<String, String> template;
        private final CacheWriter writer = new CacheWriter();

        Clean(Cache cache, RedisTemplate<String, String> template) {
            this.cache = cache;
            this.template = template;
        }

        @PostMapping
        String ask(String question) {
            String known = template.opsForValue().get(question) + cache.get(question) + jedis.get(question);
            writer.write(question, known);
            return known;
        }

        /** Not a handler, and called by none. */
        void warmUp() {
            cache.put("question", "answer");
        }
    }
}

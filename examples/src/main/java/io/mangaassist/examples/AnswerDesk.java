package io.mangaassist.examples;

import io.mangaassist.cache.CacheKey;
import io.mangaassist.cache.ResponseCache;
import io.mangaassist.guardrails.AnswerReport;
import io.mangaassist.guardrails.AnswerVerdict;
import io.mangaassist.pool.Route;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer waits until it is known to be fit for the cache: whole, with a clean verdict, and written by a model.
 * An answer that is retracted is taken out of this task's near cache and of Redis at once; near caches of other tasks
 * forget it within their own short life.
 */
final class AnswerDesk {

    /** Answers whose key is remembered after they were settled, for a verdict that comes later still. */
    private static final int REMEMBERED = 10_000;

    private final ResponseCache<String> cache;
    /** Guards both maps and the fields of what they hold. */
    private final Object lock = new Object();

    private final Map<String, Waiting> waiting = new HashMap<>();
    private final Map<String, CacheKey> settled = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CacheKey> eldest) {
            return size() > REMEMBERED;
        }
    };

    AnswerDesk(ResponseCache<String> cache) {
        this.cache = cache;
    }

    void expect(String correlationId, CacheKey key) {
        synchronized (lock) {
            waiting.put(correlationId, new Waiting(key));
        }
    }

    /** The pool says who writes the answer. */
    void routed(Route route) {
        synchronized (lock) {
            route.correlationId().map(waiting::get).ifPresent(answer -> answer.writtenByAModel = !route.isDegraded());
        }
    }

    /** The stream has ended well; the text is whole. */
    void whole(String correlationId, String text) {
        synchronized (lock) {
            Waiting answer = waiting.get(correlationId);
            if (answer != null) {
                answer.text = text;
                settle(correlationId, answer);
            }
        }
    }

    /** The guardrail has its final verdict, before or after the end of the stream, or a retraction even later. */
    void judged(AnswerReport report) {
        synchronized (lock) {
            Waiting answer = waiting.get(report.correlationId());
            CacheKey key = answer != null ? answer.key : settled.get(report.correlationId());
            if (report.verdict() == AnswerVerdict.RETRACTED && key != null) {
                cache.invalidate(key);
            }
            if (answer != null) {
                answer.verdict = report.verdict();
                settle(report.correlationId(), answer);
            }
        }
    }

    /** The stream has failed; there is nothing to keep. */
    void failed(String correlationId) {
        synchronized (lock) {
            waiting.remove(correlationId);
        }
    }

    /** Tells whether every answer has its text and its verdict. */
    boolean isEmpty() {
        synchronized (lock) {
            return waiting.isEmpty();
        }
    }

    /** Called with the lock held: the cache's own calls neither block nor call back, and a retraction must not overtake. */
    private void settle(String correlationId, Waiting answer) {
        if (answer.text == null || answer.verdict == null) {
            return;
        }
        waiting.remove(correlationId);
        settled.put(correlationId, answer.key);
        if (answer.verdict == AnswerVerdict.CLEAN && answer.writtenByAModel) {
            cache.put(answer.key, answer.text);
        }
    }

    /** Fields are guarded by the desk's lock. */
    private static final class Waiting {

        private final CacheKey key;
        private boolean writtenByAModel;
        private @Nullable String text;
        private @Nullable AnswerVerdict verdict;

        Waiting(CacheKey key) {
            this.key = key;
        }
    }
}

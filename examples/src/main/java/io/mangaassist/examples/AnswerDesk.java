package io.mangaassist.examples;

import io.mangaassist.cache.CacheKey;
import io.mangaassist.cache.ResponseCache;
import io.mangaassist.guardrails.AnswerReport;
import io.mangaassist.guardrails.AnswerVerdict;
import io.mangaassist.pool.Route;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer waits until it is known to be fit for the cache: whole, with a clean verdict, and written by a model.
 * An answer that is retracted is taken out of this task's near cache and of Redis at once; near caches of other tasks
 * forget it within their own short life.
 */
final class AnswerDesk {

    private final ResponseCache<String> cache;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    AnswerDesk(ResponseCache<String> cache) {
        this.cache = cache;
    }

    void expect(String correlationId, CacheKey key) {
        waiting.put(correlationId, new Waiting(key));
    }

    /** The pool says who writes the answer. */
    void routed(Route route) {
        route.correlationId().map(waiting::get).ifPresent(answer -> {
            synchronized (answer) {
                answer.writtenByAModel = !route.isDegraded();
            }
        });
    }

    /** The stream has ended well; the text is whole. */
    void whole(String correlationId, String text) {
        Waiting answer = waiting.get(correlationId);
        if (answer != null) {
            synchronized (answer) {
                answer.text = text;
            }
            settle(correlationId, answer);
        }
    }

    /** The guardrail has its final verdict, before or after the end of the stream. */
    void judged(AnswerReport report) {
        Waiting answer = waiting.get(report.correlationId());
        if (answer == null) {
            return;
        }
        if (report.verdict() == AnswerVerdict.RETRACTED) {
            cache.invalidate(answer.key);
        }
        synchronized (answer) {
            answer.verdict = report.verdict();
        }
        settle(report.correlationId(), answer);
    }

    /** The stream has failed; there is nothing to keep. */
    void failed(String correlationId) {
        waiting.remove(correlationId);
    }

    private void settle(String correlationId, Waiting answer) {
        String fit;
        synchronized (answer) {
            if (answer.text == null || answer.verdict == null) {
                return;
            }
            fit = answer.verdict == AnswerVerdict.CLEAN && answer.writtenByAModel ? answer.text : null;
        }
        if (waiting.remove(correlationId, answer) && fit != null) {
            cache.put(answer.key, fit);
        }
    }

    /** Fields are guarded by this. */
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

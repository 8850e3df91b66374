package io.mangaassist.cache;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sorts what Lettuce throws; only the first word of a server's message is looked at, and nothing of it is kept. */
final class LettuceFaults {

    private static final Map<String, RedisFault> FIRST_WORDS = Map.ofEntries(
            Map.entry("NOAUTH", RedisFault.AUTH),
            Map.entry("WRONGPASS", RedisFault.AUTH),
            Map.entry("NOPERM", RedisFault.AUTH),
            Map.entry("LOADING", RedisFault.LOADING),
            Map.entry("READONLY", RedisFault.READONLY),
            Map.entry("OOM", RedisFault.OUT_OF_MEMORY),
            Map.entry("NOSCRIPT", RedisFault.NO_SCRIPT),
            Map.entry("MOVED", RedisFault.MOVED),
            Map.entry("ASK", RedisFault.MOVED),
            Map.entry("TRYAGAIN", RedisFault.MOVED),
            Map.entry("CLUSTERDOWN", RedisFault.MOVED));

    private static final int DEEPEST_CAUSE = 8;

    private LettuceFaults() {}

    /** Returns the fault of a command that was given to a connection. */
    static RedisFault ofCommand(Throwable failure) {
        RedisFault answered = answered(failure);
        if (answered != null) {
            return answered;
        }
        return failure instanceof RedisCommandTimeoutException ? RedisFault.TIMEOUT : RedisFault.CONNECTION_LOST;
    }

    /** Returns the fault of an attempt to connect. */
    static RedisFault ofConnect(Throwable failure) {
        RedisFault answered = answered(failure);
        return answered != null ? answered : RedisFault.UNREACHABLE;
    }

    /** Tells whether Redis itself answered with an error: the command had no effect. */
    static boolean isAnswer(Throwable failure) {
        return failure instanceof RedisCommandExecutionException;
    }

    private static @Nullable RedisFault answered(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof RedisCommandExecutionException) {
                return FIRST_WORDS.getOrDefault(firstWord(cause.getMessage()), RedisFault.OTHER);
            }
            if (cause instanceof RedisConnectionException && mentionsPassword(cause)) {
                return RedisFault.AUTH;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static boolean mentionsPassword(Throwable failure) {
        String message = failure.getMessage();
        return message != null && (message.contains("WRONGPASS") || message.contains("NOAUTH"));
    }

    private static String firstWord(@Nullable String message) {
        if (message == null) {
            return "";
        }
        int end = message.indexOf(' ');
        return (end < 0 ? message : message.substring(0, end)).toUpperCase(Locale.ROOT);
    }
}

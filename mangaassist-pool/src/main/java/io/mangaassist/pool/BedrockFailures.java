package io.mangaassist.pool;

import io.mangaassist.core.Outcome;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;

/** Reads the failures of the SDK, and makes ours so that frameworks read them the same way. */
final class BedrockFailures {

    private static final Verdict ACCOUNT_QUOTA = new Verdict(Outcome.THROTTLED, RouteReason.QUOTA, true, false);
    private static final Verdict NO_CONNECTION = new Verdict(Outcome.REJECTED, RouteReason.EXHAUSTED, true, false);
    private static final int MAX_CAUSES = 8;

    private BedrockFailures() {}

    static Verdict judge(Throwable failure) {
        if (failure instanceof CancellationException || failure instanceof AbortedException) {
            return Verdict.CALLER;
        }
        if (failure instanceof SdkServiceException answered) {
            return judgeStatus(answered);
        }
        if (failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException) {
            return Verdict.SLOW;
        }
        if (failure instanceof StreamInterruptedException || failure instanceof IOException) {
            return Verdict.BROKEN;
        }
        return failure instanceof SdkClientException ? judgeCause(failure) : Verdict.REFUSED;
    }

    private static Verdict judgeStatus(SdkServiceException failure) {
        int status = failure.statusCode();
        if (failure instanceof ServiceQuotaExceededException) {
            return ACCOUNT_QUOTA;
        }
        if (failure.isThrottlingException() || status == 429) {
            return Verdict.THROTTLED;
        }
        if (status == 408) {
            return Verdict.SLOW;
        }
        return status >= 500 || status == 424 ? Verdict.BROKEN : Verdict.REFUSED;
    }

    /** What the client itself could not do: the network is worth another rung, missing credentials are not. */
    private static Verdict judgeCause(Throwable failure) {
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof TimeoutException || cause instanceof IllegalStateException) {
                return NO_CONNECTION;
            }
            if (cause instanceof IOException) {
                return Verdict.BROKEN;
            }
            cause = cause.getCause();
        }
        return Verdict.REFUSED;
    }

    static PoolException exhausted(String path, RouteReason reason, @Nullable Throwable last) {
        Throwable cause = last instanceof SdkServiceException ? last : standIn(reason, last);
        return new PoolExhaustedException("No model could take the request (" + path + ")", reason, cause);
    }

    static PoolDeadlineException deadline(String what) {
        return new PoolDeadlineException(
                "The request ran out of time (" + what + ")",
                RouteReason.DEADLINE,
                ApiCallTimeoutException.builder()
                        .message("The deadline of the request passed")
                        .build());
    }

    static PoolException closed() {
        return new PoolClosedException(
                "The pool is closed", RouteReason.CLOSED, unavailable("The pool is closed", null));
    }

    static StreamInterruptedException interrupted(boolean shown) {
        String message = shown
                ? "The stream ended before its end event; what was delivered is incomplete"
                : "The stream ended before its first content";
        return new StreamInterruptedException(message, RouteReason.ERROR, unavailable(message, null));
    }

    private static Throwable standIn(RouteReason reason, @Nullable Throwable last) {
        if (reason == RouteReason.THROTTLED || reason == RouteReason.QUOTA) {
            return ThrottlingException.builder()
                    .message("Throttled on the client side: " + reason)
                    .statusCode(429)
                    .cause(last)
                    .build();
        }
        return unavailable("No capacity: " + reason, last);
    }

    private static Throwable unavailable(String message, @Nullable Throwable last) {
        return ServiceUnavailableException.builder()
                .message(message)
                .statusCode(503)
                .cause(last)
                .build();
    }
}

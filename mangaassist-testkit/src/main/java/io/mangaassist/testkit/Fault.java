package io.mangaassist.testkit;

import java.time.Duration;
import java.util.Locale;

/**
 * Something that goes wrong with one call to {@link BedrockSimulator}.
 *
 * <p>Immutable; the methods that change something return a new fault. An error without {@link #afterTokens(int)} is an HTTP
 * status with the typed header from which the SDK makes its exception; with it, a stream breaks with that error as an event
 * after so many tokens. A call without a stream has no tokens: there it is the status again, and a reset, stall or
 * truncation happens instead of the answer.
 */
public final class Fault {
    /** What a fault does. */
    enum Kind {
        ERROR,
        RESET,
        DISCONNECT,
        STALL,
        TRUNCATION,
        GO_AWAY
    }

    /** From where in the answer; {@code BEFORE_ANSWER}: not even the head of the response is sent. */
    static final int BEFORE_ANSWER = -1;

    private final Kind kind;
    private final int status;
    private final String type;
    private final int afterTokens;
    private final Duration duration;

    private Fault(Kind kind, int status, String type, int afterTokens, Duration duration) {
        this.kind = kind;
        this.status = status;
        this.type = type;
        this.afterTokens = afterTokens;
        this.duration = duration;
    }

    /** 429 {@code ThrottlingException}: the quota is used up. */
    public static Fault throttled() {
        return error(429, "ThrottlingException");
    }

    /** 429 {@code ModelNotReadyException}. */
    public static Fault modelNotReady() {
        return error(429, "ModelNotReadyException");
    }

    /** 500 {@code InternalServerException}. */
    public static Fault internalServerError() {
        return error(500, "InternalServerException");
    }

    /** 503 {@code ServiceUnavailableException}. */
    public static Fault serviceUnavailable() {
        return error(503, "ServiceUnavailableException");
    }

    /** 408 {@code ModelTimeoutException}. */
    public static Fault modelTimeout() {
        return error(408, "ModelTimeoutException");
    }

    /** 424 {@code ModelErrorException}. */
    public static Fault modelError() {
        return error(424, "ModelErrorException");
    }

    /** 424 {@code ModelStreamErrorException}: the model broke off; as an event with {@link #afterTokens(int)}. */
    public static Fault modelStreamError() {
        return error(424, "ModelStreamErrorException");
    }

    /**
     * Any other typed error.
     *
     * @param status HTTP status from 400 to 599
     * @param type the service's name of the error, such as {@code AccessDeniedException}
     */
    public static Fault error(int status, String type) {
        Require.that(status >= 400 && status <= 599, "status", "from 400 to 599", status);
        return new Fault(Kind.ERROR, status, Require.notBlank("type", type), BEFORE_ANSWER, Duration.ZERO);
    }

    /** The stream is reset (HTTP/2: RST_STREAM, other streams live on; HTTP/1.1: the connection is closed). */
    public static Fault reset() {
        return new Fault(Kind.RESET, 0, "", BEFORE_ANSWER, Duration.ZERO);
    }

    /** The TCP connection is reset, with every stream on it. */
    public static Fault disconnect() {
        return new Fault(Kind.DISCONNECT, 0, "", BEFORE_ANSWER, Duration.ZERO);
    }

    /** Nothing more comes, until the client gives up or the simulator closes. */
    public static Fault stall() {
        return new Fault(Kind.STALL, 0, "", BEFORE_ANSWER, Duration.ZERO);
    }

    /**
     * Nothing comes for a while; then the answer goes on.
     *
     * @param duration longer than 0
     */
    public static Fault stall(Duration duration) {
        Require.that(!duration.isNegative() && !duration.isZero(), "duration", "> 0", duration);
        return new Fault(Kind.STALL, 0, "", BEFORE_ANSWER, duration);
    }

    /** The response ends properly for HTTP, but the stream has no {@code messageStop}; half the body without a stream. */
    public static Fault truncation() {
        return new Fault(Kind.TRUNCATION, 0, "", 0, Duration.ZERO);
    }

    /** HTTP/2 GOAWAY: this call is finished, the connection takes no new ones (HTTP/1.1: {@code connection: close}). */
    public static Fault goAway() {
        return new Fault(Kind.GO_AWAY, 0, "", BEFORE_ANSWER, Duration.ZERO);
    }

    /**
     * The same fault in the middle of a stream.
     *
     * @param tokens how many tokens are sent before, at least 0; after the last token if the answer is shorter
     */
    public Fault afterTokens(int tokens) {
        return new Fault(kind, status, type, Require.atLeast(0, "tokens", tokens), duration);
    }

    /**
     * The same error with a {@code retry-after} header (whole seconds, rounded up) and {@code x-amz-retry-after} in
     * milliseconds. Only for errors before the answer; events carry no headers.
     */
    public Fault retryAfter(Duration value) {
        Require.that(
                kind == Kind.ERROR, "retryAfter", "set on an error", kind.name().toLowerCase(Locale.ROOT));
        return new Fault(kind, status, type, afterTokens, Require.notNegative("retryAfter", value));
    }

    Kind kind() {
        return kind;
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    int tokensBefore() {
        return afterTokens;
    }

    boolean isBeforeAnswer() {
        return afterTokens == BEFORE_ANSWER;
    }

    Duration duration() {
        return duration;
    }

    @Override
    public String toString() {
        String what = kind == Kind.ERROR ? status + " " + type : kind.name().toLowerCase(Locale.ROOT);
        return "Fault[" + what + (isBeforeAnswer() ? "" : " after " + afterTokens + " tokens") + "]";
    }
}

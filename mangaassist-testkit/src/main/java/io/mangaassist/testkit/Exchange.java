package io.mangaassist.testkit;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * One call on the wire: it ends exactly once, and is counted just before its last byte leaves.
 *
 * <p>Lives on one event loop.
 */
final class Exchange {
    private static final String REQUEST_ID = "x-amzn-requestid";

    private final HttpServerRequest request;
    private final Context context;
    private final CallLedger.Entry entry;
    private final long startNanos = System.nanoTime();
    private Runnable onEnd = () -> {};
    private boolean ended;

    Exchange(HttpServerRequest request, Context context, CallLedger.Entry entry) {
        this.request = request;
        this.context = context;
        this.entry = entry;
        response().putHeader(REQUEST_ID, UUID.randomUUID().toString());
        response().exceptionHandler(failure -> cancelled());
        response().closeHandler(closed -> cancelled());
        request.exceptionHandler(failure -> cancelled());
    }

    /** Runs when the call has ended, however. */
    void onEnd(Runnable action) {
        onEnd = action;
    }

    boolean hasEnded() {
        return ended;
    }

    HttpServerResponse response() {
        return request.response();
    }

    long number() {
        return entry.number();
    }

    long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    /** Runs the action after so long, at once if that is 0, and not at all if the call has ended by then. */
    void after(long nanos, Runnable action) {
        if (nanos <= 0) {
            ifLive(action);
        } else {
            // whole milliseconds, never too early
            context.owner().setTimer((nanos + 999_999) / 1_000_000, timer -> ifLive(action));
        }
    }

    private void ifLive(Runnable action) {
        if (!ended) {
            action.run();
        }
    }

    /**
     * Writes and goes on once the bytes have left, if the call has not ended by then.
     *
     * <p>That is told from inside a flush of the connection. The turn of its own keeps the next write out of it: what would
     * overflow the stack there, or fail, leaves HTTP/2's flow control with a count that is wrong, and a loop that has no end.
     */
    void write(Buffer bytes, int tokens, Runnable then) {
        entry.sent(tokens);
        response()
                .write(bytes)
                .onSuccess(left -> context.runOnContext(turn -> ifLive(then)))
                .onFailure(failure -> cancelled());
    }

    /** The last bytes of an answer as it should be. */
    void complete(Buffer bytes, int tokens) {
        entry.sent(tokens);
        finish(CallCounter.End.COMPLETED);
        response().end(bytes).onFailure(Exchange::ignore);
    }

    /** The last bytes of an answer that a fault spoils. */
    void spoil(Buffer bytes) {
        finish(CallCounter.End.FAULTED);
        response().end(bytes).onFailure(Exchange::ignore);
    }

    void throttle(String message) {
        finish(CallCounter.End.THROTTLED);
        sendError(429, "ThrottlingException", message);
    }

    void error(Fault fault) {
        Duration wait = fault.duration();
        if (!wait.isZero()) {
            response().putHeader("retry-after", Long.toString((wait.toMillis() + 999) / 1000));
            response().putHeader("x-amz-retry-after", Long.toString(wait.toMillis()));
        }
        error(fault.status(), fault.type(), "The simulator was told to fail this call.");
    }

    void error(int status, String type, String message) {
        finish(CallCounter.End.FAULTED);
        sendError(status, type, message);
    }

    void reset() {
        finish(CallCounter.End.FAULTED);
        response().reset(2).onFailure(Exchange::ignore);
    }

    void disconnect() {
        finish(CallCounter.End.FAULTED);
        WireTools.resetConnection(request.connection());
    }

    /** Tells the client to open another connection for its next call; this one goes on. */
    void goAway() {
        if (request.version() == HttpVersion.HTTP_2) {
            request.connection().goAway(0);
        } else if (!response().headWritten()) {
            response().putHeader("connection", "close");
        }
    }

    private void sendError(int status, String type, String message) {
        response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("x-amzn-errortype", type)
                .end(new JsonObject().put("message", message).toBuffer())
                .onFailure(Exchange::ignore);
    }

    private void cancelled() {
        finish(CallCounter.End.CANCELLED);
    }

    private void finish(CallCounter.End how) {
        if (!ended) {
            ended = true;
            entry.end(how);
            onEnd.run();
        }
    }

    /** The client is gone; the books know already. */
    private static void ignore(Throwable failure) {}
}

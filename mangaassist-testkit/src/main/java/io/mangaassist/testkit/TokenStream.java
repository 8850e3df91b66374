package io.mangaassist.testkit;

import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer at the speed of its model.
 *
 * <p>Every token has a time at which it is due, counted from the first. A wake-up writes all that are due in one piece, so a
 * busy machine makes fewer and larger writes and the answer still ends on time. The next piece is made when the last one has
 * left: a slow reader holds one piece in memory, however long its answer is.
 */
final class TokenStream {
    private static final int MAX_TOKENS_PER_WRITE = 128;

    private final Exchange exchange;
    private final AnswerFormat format;
    private final PreparedAnswer answer;
    private final double tokensPerSecond;
    private @Nullable Fault fault;
    private int stopAt;
    private int sent;
    private long firstTokenNanos;
    private long firstTokenMillis;

    TokenStream(Exchange exchange, AnswerFormat format, PreparedAnswer answer, double tokensPerSecond) {
        this.exchange = exchange;
        this.format = format;
        this.answer = answer;
        this.tokensPerSecond = tokensPerSecond;
        this.stopAt = answer.tokens().size();
    }

    /** The head, the opening events and the tokens as they come due, until the end or the fault. */
    void start(BedrockCall call, @Nullable Fault withFault) {
        fault = withFault;
        stopAt = answer.tokensBefore(withFault);
        firstTokenNanos = System.nanoTime();
        firstTokenMillis = exchange.elapsedMillis();
        exchange.response().setChunked(true).putHeader("content-type", EventFrames.CONTENT_TYPE);
        exchange.write(format.begin(call), 0, this::step);
    }

    private void step() {
        int due = Math.min(stopAt, sent + MAX_TOKENS_PER_WRITE);
        Buffer bytes = Buffer.buffer();
        int before = sent;
        while (sent < due && nanosUntilDue() <= 0) {
            bytes.appendBuffer(format.text(answer.tokens().get(sent)));
            sent++;
        }
        if (sent == answer.tokens().size() && fault == null) {
            exchange.complete(bytes.appendBuffer(format.end(facts())), sent - before);
        } else if (sent > before) {
            exchange.write(bytes, sent - before, this::goOn);
        } else {
            goOn();
        }
    }

    private void goOn() {
        Fault now = fault;
        if (now != null && sent == stopAt) {
            strike(now);
        } else {
            exchange.after(nanosUntilDue(), this::step);
        }
    }

    private void strike(Fault now) {
        switch (now.kind()) {
            case ERROR ->
                exchange.spoil(EventFrames.exception(eventName(now.type()), "The simulator broke this stream."));
            case RESET -> exchange.reset();
            case DISCONNECT -> exchange.disconnect();
            case TRUNCATION -> exchange.spoil(Buffer.buffer());
            case GO_AWAY -> {
                exchange.goAway();
                resume();
            }
            case STALL -> {
                if (!now.duration().isZero()) {
                    firstTokenNanos += now.duration().toNanos();
                    exchange.after(now.duration().toNanos(), this::resume);
                }
            }
        }
    }

    private void resume() {
        fault = null;
        stopAt = answer.tokens().size();
        step();
    }

    private long nanosUntilDue() {
        return PreparedAnswer.dueNanos(sent, tokensPerSecond) - (System.nanoTime() - firstTokenNanos);
    }

    private AnswerFormat.Facts facts() {
        return answer.facts(new AnswerFormat.Timing(firstTokenMillis, exchange.elapsedMillis()));
    }

    private static String eventName(String type) {
        return type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }
}

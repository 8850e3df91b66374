package io.mangaassist.testkit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Frames of {@code application/vnd.amazon.eventstream}, lengths and checksums included. */
final class EventFrames {
    static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

    private EventFrames() {}

    static Buffer event(String type, JsonObject payload) {
        return frame("event", ":event-type", type, payload);
    }

    static Buffer exception(String type, String message) {
        return frame("exception", ":exception-type", type, new JsonObject().put("message", message));
    }

    private static Buffer frame(String messageType, String typeHeader, String type, JsonObject payload) {
        Map<String, HeaderValue> headers = Map.of(
                ":message-type",
                HeaderValue.fromString(messageType),
                typeHeader,
                HeaderValue.fromString(type),
                ":content-type",
                HeaderValue.fromString("application/json"));
        ByteBuffer bytes = new Message(headers, payload.toBuffer().getBytes()).toByteBuffer();
        byte[] frame = new byte[bytes.remaining()];
        bytes.get(frame);
        return Buffer.buffer(frame);
    }
}

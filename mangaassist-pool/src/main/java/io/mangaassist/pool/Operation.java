package io.mangaassist.pool;

import java.util.Locale;

/** The operations that go down the ladder. */
enum Operation {
    CONVERSE(false),
    CONVERSE_STREAM(true),
    INVOKE_MODEL(false),
    INVOKE_MODEL_STREAM(true);

    private final boolean streaming;
    private final String tag = name().toLowerCase(Locale.ROOT);

    Operation(boolean streaming) {
        this.streaming = streaming;
    }

    boolean isStreaming() {
        return streaming;
    }

    String tag() {
        return tag;
    }
}

package io.mangaassist.pool;

import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.PayloadPart;
import software.amazon.awssdk.services.bedrockruntime.model.ResponseStream;

/** The two streaming operations that go down the ladder. */
final class BedrockStreamKinds {

    private BedrockStreamKinds() {}

    /** Converse: typed events. */
    static final class Converse implements BedrockStreamKind<ConverseStreamOutput> {

        @Override
        public boolean isContent(ConverseStreamOutput event) {
            return switch (event.sdkEventType()) {
                case CONTENT_BLOCK_DELTA, MESSAGE_STOP, METADATA -> true;
                default -> false;
            };
        }

        @Override
        public boolean isEnd(ConverseStreamOutput event) {
            return event.sdkEventType() == ConverseStreamOutput.EventType.MESSAGE_STOP;
        }

        @Override
        public long tokens(ConverseStreamOutput event) {
            return event instanceof ConverseStreamMetadataEvent metadata ? BedrockTokens.used(metadata.usage()) : -1;
        }
    }

    /** InvokeModel: opaque chunks, of which those of the Claude family are understood. */
    static final class Chunks implements BedrockStreamKind<ResponseStream> {

        private final boolean claude;

        Chunks(boolean claude) {
            this.claude = claude;
        }

        @Override
        public boolean isContent(ResponseStream event) {
            return !claude || holds(event, "\"content_block_delta\"") || isEnd(event);
        }

        /** Other families say nothing of their end: their last chunk cannot be told, so any chunk may be it. */
        @Override
        public boolean isEnd(ResponseStream event) {
            return !claude || holds(event, "\"message_stop\"");
        }

        @Override
        public long tokens(ResponseStream event) {
            return -1;
        }

        /** The event type stands at the start of a chunk and cannot be mistaken for text, whose quotes are escaped. */
        private static boolean holds(ResponseStream event, String type) {
            return event instanceof PayloadPart part
                    && part.bytes() != null
                    && new String(part.bytes().asByteArrayUnsafe(), StandardCharsets.UTF_8).contains(type);
        }
    }
}

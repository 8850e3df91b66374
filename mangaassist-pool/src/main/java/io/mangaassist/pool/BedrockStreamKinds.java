package io.mangaassist.pool;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
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
        public @Nullable TokenCount tokens(ConverseStreamOutput event, @Nullable TokenCount before) {
            return event instanceof ConverseStreamMetadataEvent metadata
                    ? BedrockTokens.used(metadata.usage())
                    : before;
        }
    }

    /** InvokeModel of the Claude family: chunks of JSON. */
    static final class Claude implements BedrockStreamKind<ResponseStream> {

        @Override
        public boolean isContent(ResponseStream event) {
            String json = json(event);
            return json.contains("\"content_block_delta\"") || json.contains("\"message_stop\"");
        }

        /** The type of a chunk cannot be mistaken for text in it, whose quotes are escaped. */
        @Override
        public boolean isEnd(ResponseStream event) {
            return json(event).contains("\"message_stop\"");
        }

        @Override
        public @Nullable TokenCount tokens(ResponseStream event, @Nullable TokenCount before) {
            return BedrockClaudeBody.used(json(event), before);
        }

        private static String json(ResponseStream event) {
            return event instanceof PayloadPart part && part.bytes() != null
                    ? part.bytes().asString(StandardCharsets.UTF_8)
                    : "";
        }
    }

    /** InvokeModel of other families: opaque. Any chunk is content, and any may be the last. */
    static final class Opaque implements BedrockStreamKind<ResponseStream> {

        @Override
        public boolean isContent(ResponseStream event) {
            return true;
        }

        @Override
        public boolean isEnd(ResponseStream event) {
            return true;
        }

        @Override
        public @Nullable TokenCount tokens(ResponseStream event, @Nullable TokenCount before) {
            return before;
        }
    }
}

package io.mangaassist.pool;

import static io.mangaassist.pool.SimulatedBedrock.HAIKU;
import static io.mangaassist.pool.SimulatedBedrock.SONNET;
import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.testkit.Fault;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

final class BedrockClaudeBodyTest {

    private static final String BODY = """
            {"anthropic_version":"bedrock-2023-05-31","messages":[{"role":"user","content":
            "is \\"max_tokens\\": 9 a manga?"}],"max_tokens": 800}""";

    @Test
    void the_setting_is_read_and_a_prompt_that_talks_about_it_is_not() {
        assertThat(BedrockClaudeBody.most(SdkBytes.fromUtf8String(BODY)).output())
                .isEqualTo(800);
        assertThat(BedrockClaudeBody.bounded(SdkBytes.fromUtf8String(BODY), 300).asUtf8String())
                .isEqualTo(BODY.replace("800", "300"));
        assertThat(BedrockClaudeBody.bounded(SdkBytes.fromUtf8String(BODY), 900).asUtf8String())
                .isEqualTo(BODY);
    }

    @Test
    void usage_comes_in_parts_and_cache_reads_are_free() {
        TokenCount first = BedrockClaudeBody.used(
                "{\"message\":{\"usage\":{\"input_tokens\":10,\"cache_creation_input_tokens\":5,"
                        + "\"cache_read_input_tokens\":90,\"output_tokens\":1}}}",
                null);
        TokenCount both = BedrockClaudeBody.used("{\"usage\":{\"output_tokens\":42}}", first);

        assertThat(both).isEqualTo(new TokenCount(15, 42));
        assertThat(BedrockClaudeBody.used("{\"type\":\"ping\"}", both)).isEqualTo(both);
    }

    @Test
    void opaque_bodies_fall_back_within_their_family_in_both_operations() {
        try (SimulatedBedrock bedrock = new SimulatedBedrock(Road.HTTP_1_1);
                BedrockPool pool = bedrock.pool()) {
            bedrock.simulator.faults(SONNET).always(Fault.throttled());
            String whole = pool.asyncClient()
                    .invokeModel(InvokeModelRequest.builder()
                            .modelId(SONNET)
                            .body(SdkBytes.fromUtf8String(BODY))
                            .build())
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join()
                    .body()
                    .asUtf8String();
            StringBuilder chunks = new StringBuilder();
            pool.asyncClient()
                    .invokeModelWithResponseStream(
                            InvokeModelWithResponseStreamRequest.builder()
                                    .modelId(SONNET)
                                    .body(SdkBytes.fromUtf8String(BODY))
                                    .build(),
                            InvokeModelWithResponseStreamResponseHandler.builder()
                                    .subscriber(InvokeModelWithResponseStreamResponseHandler.Visitor.builder()
                                            .onChunk(chunk ->
                                                    chunks.append(chunk.bytes().asUtf8String()))
                                            .build())
                                    .build())
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();

            assertThat(whole).contains("haiku says");
            assertThat(chunks).contains("content_block_delta", "message_stop");
            assertThat(pool.snapshot().shares()).containsEntry("haiku", 1.0);
        }
    }

    @Test
    void a_body_of_another_family_goes_nowhere_else() {
        FakeBedrock nova = new FakeBedrock();
        BedrockLadder ladder = new BedrockLadder(
                List.of(BedrockRung.of("nova", "amazon.nova-pro-v1:0", nova), BedrockRung.of("haiku", HAIKU, nova)),
                null,
                "test",
                false);
        InvokeModelRequest request = InvokeModelRequest.builder()
                .modelId("amazon.nova-pro-v1:0")
                .body(SdkBytes.fromUtf8String("{}"))
                .build();

        assertThat(new BedrockInvokeCalls(ladder, request).at(0, null)).isNotNull();
        assertThat(new BedrockInvokeCalls(ladder, request).at(1, RouteReason.ERROR))
                .isNull();
    }
}

package io.mangaassist.pool;

import static io.mangaassist.pool.SimulatedBedrock.SONNET;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;

final class BedrockAnswersTest {

    private static final BedrockLadder LADDER =
            new BedrockLadder(List.of(BedrockRung.of("sonnet", SONNET, new FakeBedrock())), null, "test", false);

    static Stream<BedrockRuntimeResponse> responses() {
        return Stream.of(
                BedrockAnswers.converse("busy"),
                BedrockAnswers.claude(SONNET, "busy"),
                new BedrockConverseStreamCalls(
                                LADDER, ConverseStreamRequest.builder().build())
                        .degradedResponse(),
                new BedrockInvokeStreamCalls(
                                LADDER,
                                InvokeModelWithResponseStreamRequest.builder().build())
                        .degradedResponse());
    }

    @ParameterizedTest
    @MethodSource("responses")
    void a_degraded_response_has_what_callers_read_of_every_response(BedrockRuntimeResponse response) {
        assertThat(response.responseMetadata().requestId()).isEqualTo("UNKNOWN");
        assertThat(response.sdkHttpResponse().isSuccessful()).isTrue();
        assertThat(response.sdkHttpResponse().headers()).isEqualTo(Map.of());
    }
}

package io.mangaassist.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.cert.CertificateException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** What the simulator counts, says of itself and refuses. */
final class BedrockBooksTest {
    private static final String MODEL = "arn:aws:bedrock:ap-northeast-1:123456789012:inference-profile/apac.sonnet+1";
    private static final ModelBehaviour SLOW =
            ModelBehaviour.builder().answer("漫".repeat(500)).tokensPerSecond(50).build();

    @ParameterizedTest
    @EnumSource(BedrockClients.class)
    void a_stream_that_the_client_cancels_is_counted_as_cancelled(BedrockClients road) throws InterruptedException {
        try (BedrockSimulator bedrock = road.simulator().model(MODEL, SLOW).build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            StreamLog stream = StreamLog.open(client, MODEL, "Q");
            assertThat(stream.firstDelta).succeedsWithin(Duration.ofSeconds(60));
            assertThat(bedrock.counts().of(MODEL).inFlight()).isEqualTo(1);

            stream.future.cancel(true);

            Eventually.holds(() -> bedrock.counts().of(MODEL).cancelled() == 1);
            CallCounts counts = bedrock.counts().of(MODEL, BedrockOperation.CONVERSE_STREAM);
            assertThat(counts.inFlight()).isZero();
            assertThat(counts.peakInFlight()).isEqualTo(1);
            assertThat(counts.tokensSent()).isBetween(1L, 499L);
            assertThat(bedrock.counts().of("never-called")).isEqualTo(CallCounts.ZERO);
        }
    }

    @Test
    void go_away_and_dropped_connections_on_command() throws InterruptedException {
        BedrockClients road = BedrockClients.TLS_ALPN_H2;
        try (BedrockSimulator bedrock = road.simulator().model(MODEL, SLOW).build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            StreamLog first = StreamLog.open(client, MODEL, "Q");
            assertThat(first.firstDelta).succeedsWithin(Duration.ofSeconds(60));
            bedrock.goAway();
            // what comes after it on the same connection shows that the client has read it
            long later = bedrock.counts().total().tokensSent() + 2;
            Eventually.holds(() -> first.deltas.size() >= later);
            StreamLog second = StreamLog.open(client, MODEL, "Q");
            assertThat(second.firstDelta).succeedsWithin(Duration.ofSeconds(60));

            bedrock.dropConnections();

            assertThat(second.end()).isNotNull();
            Eventually.holds(() -> bedrock.counts().of(MODEL).cancelled() == 2);
            Eventually.holds(() -> bedrock.counts().connections().open() == 0);
        }
    }

    @Test
    void close_ends_what_runs_and_may_be_called_twice() throws InterruptedException {
        BedrockClients road = BedrockClients.H2C;
        BedrockSimulator bedrock = road.simulator().model(MODEL, SLOW).build();
        try (BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            StreamLog stream = StreamLog.open(client, MODEL, "Q");
            assertThat(stream.firstDelta).succeedsWithin(Duration.ofSeconds(60));
            bedrock.close();
            bedrock.close();
            stream.end();
            assertThat(stream.stopReason.get()).isNull();
            assertThat(bedrock.counts().of(MODEL).inFlight()).isZero();
        }
    }

    @Test
    void nothing_it_prints_holds_what_was_said() {
        BedrockCall call = new BedrockCall(BedrockOperation.CONVERSE, "m", 1, "my secret wish", 3, 0);
        assertThat(call.toString()).contains("CONVERSE").doesNotContain("secret");
        try (BedrockSimulator bedrock = BedrockSimulator.builder().build()) {
            assertThat(bedrock.toString()).contains(bedrock.endpoint().toString());
        }
    }

    @Test
    void the_certificate_is_for_the_chosen_host() throws CertificateException {
        try (BedrockSimulator bedrock =
                BedrockSimulator.builder().tls(BedrockClients.HOST).build()) {
            assertThat(bedrock.endpoint(BedrockClients.HOST))
                    .isEqualTo(URI.create("https://" + BedrockClients.HOST + ":" + bedrock.port()));
            assertThat(bedrock.certificate()
                            .certificate()
                            .getSubjectAlternativeNames()
                            .toString())
                    .contains(BedrockClients.HOST, "localhost", "127.0.0.1");
            assertThat(bedrock.certificate().trustManagers()).hasSize(1);
            assertThat(bedrock.certificate().authorityPem()).startsWith("-----BEGIN CERTIFICATE-----");
        }
        try (BedrockSimulator plain = BedrockSimulator.builder().build()) {
            assertThatThrownBy(plain::certificate).hasMessageContaining("build it with tls(...)");
        }
    }

    @Test
    void a_taken_port_and_impossible_settings_are_told_in_one_line() {
        try (BedrockSimulator first = BedrockSimulator.builder().build()) {
            assertThatThrownBy(
                            () -> BedrockSimulator.builder().port(first.port()).build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("port " + first.port()
                            + " on 127.0.0.1 is taken or not ours: choose another, or 0 for a free one");
        }
        assertThatThrownBy(() -> BedrockSimulator.builder().maxConcurrentStreams(0))
                .hasMessage("maxConcurrentStreams must be >= 1, was 0");
        assertThatThrownBy(() -> ModelBehaviour.builder().tokensPerSecond(-1))
                .hasMessage("tokensPerSecond must be from 0 to 1000000, was -1.0");
        assertThatThrownBy(() -> Fault.error(200, "X")).hasMessage("status must be from 400 to 599, was 200");
        assertThatThrownBy(() -> new FaultScript().sometimes(1.5, 1, Fault.stall()))
                .hasMessage("probability must be from 0 to 1, was 1.5");
    }
}

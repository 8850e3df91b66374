package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mangaassist.core.AwsRequestAttributes;
import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.Fault;
import io.mangaassist.testkit.GuardrailBehaviour;
import io.mangaassist.testkit.ModelBehaviour;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;

/** The real SDK client on HTTP/2 against the simulator, through the guarded door. */
final class BedrockGuardrailsTest {

    private static final String MODEL = "anthropic.claude-3-5-sonnet";
    private static final String CLEAN = "進撃の巨人の最新刊は在庫がございます。送料は無料です。";
    private static final String LISTED = "おすすめはこちらです。アダルト動画の一覧です。続きもあります。";
    private static final GuardPolicy POLICY = Policies.literals(RuleAction.BLOCK, "アダルト動画");

    private static final BedrockSimulator SIMULATOR = BedrockSimulator.builder().build();
    private static final BedrockRuntimeAsyncClient SDK = BedrockRuntimeAsyncClient.builder()
            .endpointOverride(SIMULATOR.endpoint())
            .region(Region.AP_NORTHEAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP2))
            .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
            .build();
    private final BlockingQueue<AnswerReport> reports = new LinkedBlockingQueue<>();
    private final BlockingQueue<Remediation> remediations = new LinkedBlockingQueue<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Duration limit = Duration.ofSeconds(10);
    private Guardrails guardrails = build(GuardrailMode.ASYNC);

    @AfterEach
    void close() {
        guardrails.close();
        SIMULATOR.faults(MODEL).clear();
        SIMULATOR.faults("g").clear();
        SIMULATOR.guardrail("g", GuardrailBehaviour.builder().build());
    }

    @AfterAll
    static void closeAll() {
        SDK.close();
        SIMULATOR.close();
    }

    @Test
    void a_clean_stream_arrives_whole_and_is_reported_clean() throws InterruptedException {
        StreamRecord record = stream(CLEAN, GuardrailMode.ASYNC);
        assertThat(record.text()).isEqualTo(CLEAN);
        assertThat(record.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(record.terminals()).containsExactly("complete");
        assertThat(report().verdict()).isEqualTo(AnswerVerdict.CLEAN);
        assertThat(guardrails.snapshot().clean()).isEqualTo(1);
    }

    @Test
    void a_listed_violation_stops_the_stream_before_its_first_character() throws InterruptedException {
        StreamRecord record = stream(LISTED, GuardrailMode.ASYNC);
        assertThat(record.text()).startsWith("おすすめはこちらです。\n申し訳").doesNotContain("ア");
        assertThat(record.stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
        assertThat(record.terminals()).containsExactly("complete");
        AnswerReport report = report();
        assertThat(report.verdict()).isEqualTo(AnswerVerdict.STOPPED);
        assertThat(report.correlationId()).isEqualTo("c-1");
        assertThat(remediation().intervention().reason()).isEqualTo("r0");
    }

    @Test
    void a_violation_only_the_remote_tier_knows_is_remediated_after_the_stream() throws InterruptedException {
        SIMULATOR.guardrail("g", GuardrailBehaviour.builder().blockedWords("送料").build());
        StreamRecord record = stream(CLEAN, GuardrailMode.ASYNC);
        assertThat(record.text()).startsWith("進撃");
        Remediation remediation = remediation();
        assertThat(remediation.correlationId()).isEqualTo("c-1");
        assertThat(report().verdict()).isIn(AnswerVerdict.RETRACTED, AnswerVerdict.STOPPED);
        assertThat(registry.get("mangaassist.guardrail.post.stream.violations")
                        .tag("mode", "async")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_high_risk_answer_that_fails_shows_nothing_of_itself() throws InterruptedException {
        SIMULATOR.guardrail("g", GuardrailBehaviour.builder().blockedWords("送料").build());
        StreamRecord record = stream(CLEAN, GuardrailMode.SYNC);
        assertThat(record.text()).isEqualTo(POLICY.replacement(java.util.Locale.JAPANESE));
        assertThat(record.stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
    }

    @Test
    void a_gated_answer_arrives_whole_after_its_verdicts() throws InterruptedException {
        StreamRecord record = stream(CLEAN.repeat(20), GuardrailMode.GATED);
        assertThat(record.text()).isEqualTo(CLEAN.repeat(20));
        assertThat(report().coverage().complete()).isTrue();
        assertThat(guardrails.snapshot().remoteChecks()).isGreaterThan(2);
    }

    @Test
    void a_remote_tier_that_does_not_answer_closes_a_whole_answer_within_its_limit() throws InterruptedException {
        SIMULATOR.faults("g").always(Fault.stall());
        limit = Duration.ofMillis(200);
        StreamRecord record = stream(CLEAN, GuardrailMode.SYNC);
        assertThat(record.stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
        assertThat(report().coverage().gaps()).extracting(Coverage.Gap::reason).containsExactly("timeout");
    }

    @Test
    void a_model_that_fails_reaches_handler_and_future_once() {
        SIMULATOR.faults(MODEL).always(Fault.throttled());
        StreamRecord record = new StreamRecord();
        assertThatThrownBy(() -> client(GuardrailMode.ASYNC)
                        .asyncClient()
                        .converseStream(streamRequest(), record.handler())
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join())
                .hasMessageContaining("429");
        assertThat(record.terminals()).containsExactly("error");
    }

    @Test
    void a_stream_that_breaks_reaches_subscriber_handler_and_future() {
        SIMULATOR.model(MODEL, ModelBehaviour.builder().answer(CLEAN).build());
        SIMULATOR.faults(MODEL).always(Fault.modelStreamError().afterTokens(3));
        StreamRecord record = new StreamRecord();
        assertThatThrownBy(() -> client(GuardrailMode.ASYNC)
                .asyncClient()
                .converseStream(streamRequest(), record.handler())
                .orTimeout(10, TimeUnit.SECONDS)
                .join());
        assertThat(record.terminals()).containsExactly("error");
    }

    @Test
    void the_synchronous_client_guards_a_whole_answer() {
        SIMULATOR.model(MODEL, ModelBehaviour.builder().answer(LISTED).build());
        ConverseResponse response = client(GuardrailMode.ASYNC).client().converse(request());
        assertThat(response.stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
        assertThat(response.output().message().content().get(0).text()).startsWith("申し訳");
        SIMULATOR.model(MODEL, ModelBehaviour.builder().answer(CLEAN).build());
        ConverseResponse clean = client(GuardrailMode.SYNC).client().converse(request());
        assertThat(clean.output().message().content().get(0).text()).isEqualTo(CLEAN);
    }

    @Test
    void operations_that_cannot_be_guarded_are_refused() {
        assertThatThrownBy(() -> client(GuardrailMode.ASYNC).client().invokeModel(r -> r.modelId(MODEL)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("invokeModel");
    }

    @Test
    void the_attribute_of_a_request_decides_its_mode() throws InterruptedException {
        SIMULATOR.guardrail("g", GuardrailBehaviour.builder().blockedWords("送料").build());
        SIMULATOR.model(MODEL, ModelBehaviour.builder().answer(CLEAN).build());
        guardrails.close();
        guardrails = builder()
                .intents(IntentPolicy.builder(GuardrailMode.OFF)
                        .intent("order", GuardrailMode.SYNC)
                        .build())
                .build();
        BedrockGuardrails door = BedrockGuardrails.builder(guardrails, SDK).build();
        ConverseRequest order = request().toBuilder()
                .overrideConfiguration(c -> c.putExecutionAttribute(AwsRequestAttributes.INTENT, "order"))
                .build();
        assertThat(door.client().converse(order).stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
        assertThat(door.client().converse(request()).stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(door.forIntent("order").client().converse(request()).stopReason())
                .isEqualTo(StopReason.GUARDRAIL_INTERVENED);
    }

    private StreamRecord stream(String answer, GuardrailMode mode) {
        SIMULATOR.model(MODEL, ModelBehaviour.builder().answer(answer).build());
        StreamRecord record = new StreamRecord();
        client(mode)
                .asyncClient()
                .converseStream(streamRequest(), record.handler())
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        return record;
    }

    private BedrockGuardrails client(GuardrailMode mode) {
        guardrails.close();
        guardrails = build(mode);
        return BedrockGuardrails.builder(guardrails, SDK).build();
    }

    private Guardrails build(GuardrailMode mode) {
        return builder().intents(IntentPolicy.always(mode)).build();
    }

    private Guardrails.Builder builder() {
        return Guardrails.builder(POLICY)
                .meterRegistry(registry)
                .remote(BedrockApplyGuardrail.of(SDK, "g", "1"))
                .syncLimit(limit)
                .gatedLimit(limit)
                .onAnswer(reports::add)
                .onRemediation(remediations::add);
    }

    private AnswerReport report() throws InterruptedException {
        AnswerReport report = reports.poll(10, TimeUnit.SECONDS);
        assertThat(report).as("every answer gets its verdict").isNotNull();
        return report;
    }

    private Remediation remediation() throws InterruptedException {
        Remediation remediation = remediations.poll(10, TimeUnit.SECONDS);
        assertThat(remediation).as("an answer taken away is remediated").isNotNull();
        return remediation;
    }

    private static ConverseRequest request() {
        return ConverseRequest.builder().modelId(MODEL).messages(question()).build();
    }

    private static ConverseStreamRequest streamRequest() {
        return ConverseStreamRequest.builder()
                .modelId(MODEL)
                .messages(question())
                .overrideConfiguration(c -> c.putExecutionAttribute(AwsRequestAttributes.CORRELATION_ID, "c-1"))
                .build();
    }

    private static Message question() {
        return Message.builder()
                .role("user")
                .content(ContentBlock.fromText("新刊はありますか"))
                .build();
    }
}

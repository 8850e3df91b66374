package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStart;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStartEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;

/** Tool arguments, reasoning and the order of events, event by event. */
final class BedrockTranscriptTest {

    private static final GuardPolicy POLICY = GuardPolicy.parse("p", """
            {"rules":[{"id":"b","action":"block","literals":["アダルト動画","gold hack"]},
                      {"id":"m","action":"mask","pattern":"0\\\\d{2}-\\\\d{4}"}]}""");

    private final ScriptedClient model = new ScriptedClient();
    private final StreamRecord record = new StreamRecord();
    private CompletableFuture<Void> result = new CompletableFuture<>();
    private final List<CompletableFuture<RemoteVerdict>> verdicts = new ArrayList<>();

    @Test
    void tool_arguments_wait_whole_and_escapes_hide_nothing() {
        call(GuardrailMode.ASYNC);
        model.play(text(0, "調べます。"), stop(0), tool(1), input(1, "{\"q\":\"\\u30a2\\u30c0"), input(1, "ルト動画\"}"));
        assertThat(record.events()).as("text and its end, nothing of the tool").hasSize(2);
        model.play(stop(1));
        assertThat(record.stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
        assertThat(record.events()).noneMatch(ContentBlockStartEvent.class::isInstance);
        assertThat(model.signals()).containsExactly("cancelled");
        assertThat(record.terminals()).containsExactly("complete");
    }

    @Test
    void clean_tool_arguments_arrive_as_they_were_and_are_never_masked() {
        call(GuardrailMode.ASYNC);
        ConverseStreamOutput[] events = {tool(0), input(0, "{\"phone\":\"090-1234\"}"), stop(0), end()};
        model.play(events);
        model.end();
        assertThat(record.events()).containsExactly(events);
    }

    @Test
    void a_high_risk_tool_call_waits_for_its_verdict() {
        call(GuardrailMode.SYNC);
        model.play(tool(0), input(0, "{\"amount\":1}"), stop(0), end());
        model.end();
        assertThat(record.events()).isEmpty();
        verdicts.get(0).complete(RemoteVerdict.passed());
        assertThat(record.events()).hasSize(4);
        assertThat(record.terminals()).containsExactly("complete");
    }

    @Test
    void reasoning_is_guarded_like_text() {
        call(GuardrailMode.ASYNC);
        model.play(reasoning(0, "call 090-12"), reasoning(0, "34 then"), stop(0), text(1, "ok"));
        assertThat(record.reasoning()).isEqualTo("call ******** then");
        assertThat(record.text()).isEqualTo("ok");
        model.play(reasoning(2, "a gold hack"));
        assertThat(record.stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
    }

    @Test
    void a_violation_over_two_text_blocks_is_one() {
        call(GuardrailMode.ASYNC);
        model.play(text(0, "the gold "), stop(0), text(1, "hack"), stop(1), end());
        assertThat(record.text()).startsWith("the \n");
        assertThat(record.stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
    }

    @Test
    void the_source_s_own_intervention_is_passed_on_and_never_clean() {
        List<AnswerReport> reports = new ArrayList<>();
        call(GuardrailMode.ASYNC, reports::add);
        model.play(text(0, "sorry"), stop(0), BedrockEvents.intervened());
        model.end();
        verdicts.forEach(v -> v.complete(RemoteVerdict.passed()));
        assertThat(record.text()).isEqualTo("sorry");
        assertThat(reports).singleElement().extracting(AnswerReport::verdict).isEqualTo(AnswerVerdict.STOPPED);
    }

    @Test
    void a_consumer_that_throws_fails_future_and_handler_once() {
        List<String> errors = new ArrayList<>();
        ConverseStreamResponseHandler throwing = ConverseStreamResponseHandler.builder()
                .onEventStream(publisher -> publisher.subscribe(new Throwing()))
                .onError(error -> errors.add("error"))
                .build();
        result = door(GuardrailMode.ASYNC, r -> {}).asyncClient().converseStream(r -> r.modelId("m"), throwing);
        model.play(text(0, "x"));
        assertThat(result).isCompletedExceptionally();
        assertThat(errors).containsExactly("error");
        assertThat(model.call()).isCancelled();
    }

    @Test
    void cancelling_the_future_reaches_the_model_and_the_handler() {
        call(GuardrailMode.ASYNC);
        model.play(text(0, "x"));
        assertThat(result.cancel(true)).isTrue();
        assertThat(model.call()).isCancelled();
        assertThat(record.terminals()).containsExactly("error");
    }

    @Test
    void a_whole_answer_keeps_its_blocks() {
        model.response(ConverseResponse.builder()
                .stopReason(StopReason.TOOL_USE)
                .output(ConverseOutput.fromMessage(Message.builder()
                        .role("assistant")
                        .content(
                                ContentBlock.fromText("call 090-1234"),
                                ContentBlock.fromToolUse(t -> t.name("order")
                                        .toolUseId("1")
                                        .input(Document.mapBuilder()
                                                .putString("phone", "090-1234")
                                                .build())))
                        .build()))
                .build());
        ConverseResponse shown = door(GuardrailMode.ASYNC, r -> {}).client().converse(r -> r.modelId("m"));
        assertThat(shown.stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(shown.output().message().content().get(0).text()).isEqualTo("call ********");
        assertThat(shown.output().message().content().get(1).toolUse().input().unwrap())
                .isEqualTo(Map.of("phone", "090-1234"));
    }

    @Test
    void both_clients_know_every_operation_of_the_sdk() {
        forgetsNothing(BedrockRuntimeAsyncClient.class, BedrockGuardedAsyncClient.class);
        forgetsNothing(BedrockRuntimeClient.class, BedrockGuardedClient.class);
        assertThatThrownBy(() -> door(GuardrailMode.ASYNC, r -> {})
                        .asyncClient()
                        .invokeModel(r -> r.modelId("m"))
                        .join())
                .hasCauseInstanceOf(UnsupportedOperationException.class);
    }

    private static void forgetsNothing(Class<?> sdk, Class<?> guarded) {
        Arrays.stream(sdk.getMethods())
                .filter(m -> !Modifier.isStatic(m.getModifiers()))
                .filter(m -> Arrays.stream(m.getParameterTypes()).noneMatch(Consumer.class::equals))
                .filter(m -> !m.getName().endsWith("Paginator") && !m.isBridge())
                .forEach(m -> assertThat(Arrays.stream(guarded.getDeclaredMethods()))
                        .as("%s overrides %s", guarded.getSimpleName(), m)
                        .anyMatch(own -> own.getName().equals(m.getName())));
    }

    private void call(GuardrailMode mode) {
        call(mode, report -> {});
    }

    private void call(GuardrailMode mode, AnswerListener listener) {
        result = door(mode, listener).asyncClient().converseStream(r -> r.modelId("m"), record.handler());
    }

    private BedrockGuardrails door(GuardrailMode mode, AnswerListener listener) {
        Guardrails guardrails = Guardrails.builder(POLICY)
                .meterRegistry(new SimpleMeterRegistry())
                .intents(IntentPolicy.always(mode))
                .remote(check -> {
                    CompletableFuture<RemoteVerdict> verdict = new CompletableFuture<>();
                    verdicts.add(verdict);
                    return verdict;
                })
                .onAnswer(listener)
                .build();
        return BedrockGuardrails.builder(guardrails, model).build();
    }

    private static ConverseStreamOutput text(int block, String text) {
        return BedrockEvents.text(block, text);
    }

    private static ConverseStreamOutput reasoning(int block, String text) {
        return BedrockEvents.reasoning(block, text);
    }

    private static ConverseStreamOutput stop(int block) {
        return BedrockEvents.blockStop(block);
    }

    private static ConverseStreamOutput tool(int block) {
        return ConverseStreamOutput.contentBlockStartBuilder()
                .contentBlockIndex(block)
                .start(ContentBlockStart.fromToolUse(t -> t.name("order").toolUseId("1")))
                .build();
    }

    private static ConverseStreamOutput input(int block, String json) {
        return ConverseStreamOutput.contentBlockDeltaBuilder()
                .contentBlockIndex(block)
                .delta(ContentBlockDelta.fromToolUse(t -> t.input(json)))
                .build();
    }

    private static ConverseStreamOutput end() {
        return ConverseStreamOutput.messageStopBuilder()
                .stopReason(StopReason.TOOL_USE)
                .build();
    }

    /** What the SDK's own consumers do not let through: they swallow the exception and cancel. */
    private static final class Throwing implements Subscriber<ConverseStreamOutput> {

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ConverseStreamOutput event) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public void onError(Throwable thrown) {}

        @Override
        public void onComplete() {}
    }
}

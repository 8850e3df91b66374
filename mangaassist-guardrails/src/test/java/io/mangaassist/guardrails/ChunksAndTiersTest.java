package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.AwsRequestAttributes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockruntime.model.Citation;
import software.amazon.awssdk.services.bedrockruntime.model.CitationGeneratedContent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;

/** What the remote tier is asked about and when, and which parts of a Bedrock answer reach it. */
final class ChunksAndTiersTest {

    private static final String SENTENCE = "これは三十文字くらいの長さがある普通の文章ですから問題ありません。";

    private final ScriptedClient model = new ScriptedClient();
    private final StreamRecord record = new StreamRecord();
    private final List<RemoteCheck> asked = new ArrayList<>();
    private final List<CompletableFuture<RemoteVerdict>> verdicts = new ArrayList<>();
    private final List<AnswerReport> reports = new ArrayList<>();

    @Test
    void tiers_in_parallel_ask_early_and_cancel_when_the_local_one_stops() {
        Guardrails guardrails = builder(GuardrailMode.ASYNC).parallelTiers().build();
        Answer answer = guardrails.answer(AnswerContext.of("c"), new Ignored());
        answer.offer(SENTENCE.repeat(5) + "アダルト");
        assertThat(asked).isNotEmpty();
        answer.offer("動画です。");
        assertThat(verdicts).allMatch(CompletableFuture::isCancelled);
        assertThat(reports).singleElement().extracting(AnswerReport::verdict).isEqualTo(AnswerVerdict.STOPPED);
    }

    @Test
    void tiers_one_after_the_other_ask_only_about_what_the_local_one_has_passed() {
        String held = SENTENCE.repeat(5) + "アダルト";
        Answer apart = builder(GuardrailMode.ASYNC).build().answer(AnswerContext.of("c"), new Ignored());
        apart.offer(held);
        apart.offer("動画です。");
        apart.complete();
        assertThat(asked).noneMatch(check -> check.text().contains("アダルト"));
    }

    @Test
    void the_window_bounds_each_check_and_never_ends_the_looking() {
        Answer answer = builder(GuardrailMode.ASYNC)
                .maxTokensToEvaluate(200)
                .build()
                .answer(AnswerContext.of("c"), new Ignored());
        String text = SENTENCE.repeat(60);
        answer.offer(text);
        answer.complete();
        List.copyOf(verdicts).forEach(verdict -> verdict.complete(RemoteVerdict.passed()));
        assertThat(asked).hasSizeGreaterThan(10).allMatch(check -> TokenEstimate.of(check.text()) <= 200);
        assertThat(asked.subList(1, asked.size())).allMatch(check -> check.context() > 0);
        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.verdict()).isEqualTo(AnswerVerdict.CLEAN);
            assertThat(report.coverage().remote()).containsExactly(new Coverage.Interval(0, text.length()));
        });
    }

    @Test
    void chunks_are_sized_by_the_usage_that_the_model_reports() {
        Guardrails guardrails = builder(GuardrailMode.ASYNC).build();
        int before = checksFor(guardrails);
        for (int i = 0; i < 40; i++) {
            Answer answer = guardrails.answer(AnswerContext.of("c").model("m"), new Ignored());
            answer.offer(SENTENCE);
            answer.counted((int) (TokenEstimate.of(SENTENCE) * 3));
            answer.complete();
        }
        assertThat(checksFor(guardrails))
                .as("an estimate a third of the truth made chunks three times too long")
                .isGreaterThanOrEqualTo(before * 5 / 2);
    }

    @Test
    void the_usage_event_of_a_stream_is_what_is_learnt_from() {
        Guardrails guardrails = builder(GuardrailMode.ASYNC).build();
        int before = checksFor(guardrails);
        for (int i = 0; i < 40; i++) {
            ScriptedClient client = new ScriptedClient();
            var unused = BedrockGuardrails.builder(guardrails, client)
                    .build()
                    .asyncClient()
                    .converseStream(r -> r.modelId("m"), new StreamRecord().handler());
            client.play(
                    BedrockEvents.text(0, SENTENCE),
                    ConverseStreamOutput.metadataBuilder()
                            .usage(u -> u.outputTokens((int) (TokenEstimate.of(SENTENCE) * 3)))
                            .build());
            client.end();
        }
        assertThat(checksFor(guardrails)).isGreaterThanOrEqualTo(before * 5 / 2);
    }

    @Test
    void a_cited_source_is_evaluated_before_the_event_that_shows_it() {
        stream(BedrockEvents.text(0, "見つけました。"), citation("アダルト動画の一覧"));
        assertThat(record.stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
        assertThat(record.events())
                .noneMatch(event -> event instanceof ContentBlockDeltaEvent delta
                        && delta.delta().citation() != null);
    }

    @Test
    void a_clean_citation_keeps_its_place() {
        ConverseStreamOutput[] events = {BedrockEvents.text(0, "見つけました。"), citation("公式の一覧"), BedrockEvents.blockStop(0)
        };
        stream(events);
        model.end();
        assertThat(record.events()).containsExactly(events);
    }

    @Test
    void citations_and_reasoning_of_a_whole_answer_are_evaluated_too() {
        List<CitationGeneratedContent> found =
                List.of(CitationGeneratedContent.builder().text("見つけました。").build());
        List<Citation> sources = List.of(Citation.builder().title("アダルト動画の一覧").build());
        assertThat(whole(ContentBlock.fromCitationsContent(c -> c.content(found).citations(sources))))
                .isEqualTo(StopReason.GUARDRAIL_INTERVENED);
        assertThat(whole(ContentBlock.fromReasoningContent(r -> r.reasoningText(t -> t.text("アダルト動画を探す")))))
                .isEqualTo(StopReason.GUARDRAIL_INTERVENED);
        assertThat(whole(ContentBlock.fromText("見つけました。"))).isEqualTo(StopReason.END_TURN);
    }

    @Test
    void an_intent_is_the_attribute_s_else_the_resolver_s_else_the_view_s_else_nobody_s() {
        Guardrails guardrails = builder(GuardrailMode.OFF).build();
        Optional<String> known = Optional.of("resolved");
        BedrockGuardrails resolving = BedrockGuardrails.builder(guardrails, model)
                .intentResolver(request -> request.modelId().equals("known") ? known : Optional.empty())
                .build();
        BedrockGuardrails throwing = BedrockGuardrails.builder(guardrails, model)
                .intentResolver(request -> {
                    throw new IllegalStateException("on purpose");
                })
                .build();
        assertThat(intent(resolving.forIntent("view"), "known", "attribute")).isEqualTo("attribute");
        assertThat(intent(resolving.forIntent("view"), "known", null)).isEqualTo("resolved");
        assertThat(intent(resolving.forIntent("view"), "other", null)).isEqualTo("view");
        assertThat(intent(throwing.forIntent("view"), "known", null))
                .as("a resolver that throws knows nothing")
                .isEqualTo("view");
        assertThat(intent(resolving, "other", null)).isNull();
    }

    @Test
    void a_closed_guardrail_leaves_no_thread_behind() throws InterruptedException {
        Guardrails guardrails = builder(GuardrailMode.ASYNC).name("ending").build();
        GuardrailAnswers.run(guardrails, "c", "text");
        List<Thread> own = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mangaassist-guardrails-ending"))
                .toList();
        assertThat(own).hasSize(1);
        guardrails.close();
        own.get(0).join(10_000);
        assertThat(own.get(0).isAlive()).isFalse();
    }

    private int checksFor(Guardrails guardrails) {
        int before = asked.size();
        Answer answer = guardrails.answer(AnswerContext.of("c").model("m"), new Ignored());
        answer.offer(SENTENCE.repeat(60));
        answer.complete();
        return asked.size() - before;
    }

    private void stream(ConverseStreamOutput... events) {
        var unused = BedrockGuardrails.builder(builder(GuardrailMode.ASYNC).build(), model)
                .build()
                .asyncClient()
                .converseStream(r -> r.modelId("m"), record.handler());
        model.play(events);
    }

    private StopReason whole(ContentBlock block) {
        model.response(ConverseResponse.builder()
                .stopReason(StopReason.END_TURN)
                .output(o -> o.message(
                        Message.builder().role("assistant").content(block).build()))
                .build());
        return BedrockGuardrails.builder(builder(GuardrailMode.ASYNC).build(), model)
                .build()
                .client()
                .converse(r -> r.modelId("m"))
                .stopReason();
    }

    private @Nullable String intent(BedrockGuardrails door, String modelId, @Nullable String attribute) {
        reports.clear();
        ConverseStreamRequest request = ConverseStreamRequest.builder()
                .modelId(modelId)
                .overrideConfiguration(c -> {
                    if (attribute != null) {
                        c.putExecutionAttribute(AwsRequestAttributes.INTENT, attribute);
                    }
                })
                .build();
        var unused = door.asyncClient().converseStream(request, new StreamRecord().handler());
        model.play(BedrockEvents.text(0, "x"));
        model.end();
        assertThat(reports).hasSize(1);
        return reports.get(0).intent();
    }

    private static ConverseStreamOutput citation(String title) {
        return ConverseStreamOutput.contentBlockDeltaBuilder()
                .contentBlockIndex(0)
                .delta(ContentBlockDelta.fromCitation(c -> c.title(title)))
                .build();
    }

    private Guardrails.Builder builder(GuardrailMode mode) {
        return Guardrails.builder(Policies.literals(RuleAction.BLOCK, "アダルト動画"))
                .meterRegistry(new SimpleMeterRegistry())
                .intents(IntentPolicy.always(mode))
                .onAnswer(reports::add)
                .remote(check -> {
                    asked.add(check);
                    CompletableFuture<RemoteVerdict> verdict = new CompletableFuture<>();
                    verdicts.add(verdict);
                    return verdict;
                });
    }

    private static final class Ignored implements AnswerOutput {
        @Override
        public void text(String released) {}

        @Override
        public void taken(Intervention intervention) {}

        @Override
        public void settled(AnswerReport report) {}
    }
}

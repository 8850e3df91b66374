package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;

/** One guarded {@code converse} answer: all its blocks run through the guardrail as one text, then it is put together again. */
final class BedrockUnaryCall implements AnswerOutput {

    private final ConverseResponse response;
    private final CompletableFuture<ConverseResponse> result;
    private final List<BedrockBlock> blocks = new ArrayList<>();
    private final StringBuilder released = new StringBuilder();
    private int expected;

    private BedrockUnaryCall(ConverseResponse response, CompletableFuture<ConverseResponse> result) {
        this.response = response;
        this.result = result;
    }

    /** Guards a response; {@code result} gets what may be shown. */
    static void guard(
            Guardrails guardrails,
            AnswerContext context,
            ConverseResponse response,
            CompletableFuture<ConverseResponse> result) {
        BedrockUnaryCall call = new BedrockUnaryCall(response, result);
        call.run(guardrails.answer(context, call));
    }

    private void run(Answer answer) {
        ConverseOutput output = response.output();
        if (output != null && output.message() != null) {
            output.message().content().forEach(block -> blocks.add(BedrockBlock.of(block)));
        }
        blocks.forEach(block -> expected += block.text().length());
        if (response.stopReason() == StopReason.GUARDRAIL_INTERVENED
                || response.stopReason() == StopReason.CONTENT_FILTERED) {
            answer.stoppedBySource();
        }
        blocks.forEach(block -> answer.offer(block.text()));
        if (response.usage() != null && response.usage().outputTokens() != null) {
            answer.counted(response.usage().outputTokens());
        }
        answer.complete();
        answer.inTurn(this::finishIfWhole);
    }

    @Override
    public void text(String text) {
        released.append(text);
        finishIfWhole();
    }

    @Override
    public void taken(Intervention intervention) {
        result.complete(response.toBuilder()
                .stopReason(StopReason.GUARDRAIL_INTERVENED)
                .output(ConverseOutput.fromMessage(Message.builder()
                        .role("assistant")
                        .content(ContentBlock.fromText(intervention.replacement()))
                        .build()))
                .build());
    }

    @Override
    public void settled(AnswerReport report) {
        // listeners are told; the response does not wait for it
    }

    private void finishIfWhole() {
        if (released.length() < expected || result.isDone()) {
            return;
        }
        if (blocks.isEmpty()) {
            result.complete(response);
            return;
        }
        List<ContentBlock> shown = new ArrayList<>();
        int at = 0;
        for (BedrockBlock block : blocks) {
            int end = at + block.text().length();
            shown.add(block.showing(released.substring(at, end)));
            at = end;
        }
        Message message = response.output().message().toBuilder().content(shown).build();
        result.complete(
                response.toBuilder().output(ConverseOutput.fromMessage(message)).build());
    }
}

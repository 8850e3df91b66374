package io.mangaassist.benchmarks.guardrails;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.guardrail.OutputGuardrail;
import dev.langchain4j.guardrail.OutputGuardrailException;
import dev.langchain4j.guardrail.OutputGuardrailResult;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import java.util.concurrent.atomic.AtomicLong;

/** LangChain4j's own output guardrail on a token stream: its classes run, only time is ours. */
final class LangChain4jGuardrail implements Strategy {

    /** What an application declares. */
    interface Assistant {
        TokenStream chat(String question);
    }

    @Override
    public Shown run(Sample sample, RunbookGuardrail guardrail) {
        Shown shown = new Shown();
        AtomicLong now = new AtomicLong();
        Assistant assistant = AiServices.builder(Assistant.class)
                .streamingChatModel(new Model(sample, now))
                .outputGuardrails(new Judge(guardrail, now))
                .build();
        assistant
                .chat("Is the new volume out?")
                .onPartialResponse(text -> shown.text(now.get(), text.length()))
                .onCompleteResponse(response -> {})
                .onError(thrown -> shown.taken(now.get()))
                .start();
        return shown;
    }

    private record Model(Sample sample, AtomicLong now) implements StreamingChatModel {
        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            for (int i = 0; i < sample.tokens().size(); i++) {
                long arrival = i * Shown.TOKEN_NANOS;
                now.updateAndGet(at -> Math.max(at, arrival));
                handler.onPartialResponse(sample.tokens().get(i));
            }
            try {
                handler.onCompleteResponse(ChatResponse.builder()
                        .aiMessage(AiMessage.from(sample.text()))
                        .build());
            } catch (OutputGuardrailException refused) {
                handler.onError(refused); // it leaves through here, not through the handler
            }
        }
    }

    private record Judge(RunbookGuardrail guardrail, AtomicLong now) implements OutputGuardrail {
        @Override
        public OutputGuardrailResult validate(AiMessage answer) {
            now.addAndGet(guardrail.nanos(answer.text()));
            return guardrail.violates(answer.text()) ? fatal("violation") : success();
        }
    }
}

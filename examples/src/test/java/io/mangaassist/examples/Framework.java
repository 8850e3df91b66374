package io.mangaassist.examples;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.bedrock.BedrockStreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import org.springframework.ai.bedrock.converse.BedrockChatOptions;
import org.springframework.ai.bedrock.converse.BedrockProxyChatModel;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingManager;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** A framework that is given our clients as it would be given the SDK's own, and told nothing about them. */
enum Framework {
    LANGCHAIN4J {
        @Override
        void ask(Clients clients, String question, Heard heard) {
            ChatResponse answer = BedrockChatModel.builder()
                    .client(clients.sync())
                    .modelId(clients.model())
                    // else it asks three times, a second apart, whatever we have tried already
                    .maxRetries(0)
                    .build()
                    .chat(UserMessage.from(question));
            heard.piece(answer.aiMessage().text());
            heard.finish(answer.finishReason().name());
            heard.completed();
        }

        @Override
        void stream(Clients clients, String question, Heard heard) {
            BedrockStreamingChatModel.builder()
                    .client(clients.async())
                    .modelId(clients.model())
                    .build()
                    .chat(question, new StreamingChatResponseHandler() {
                        @Override
                        public void onPartialResponse(String text) {
                            heard.piece(text);
                        }

                        @Override
                        public void onCompleteResponse(ChatResponse answer) {
                            heard.finish(answer.finishReason().name());
                            heard.completed();
                        }

                        @Override
                        public void onError(Throwable error) {
                            heard.failed(error);
                        }
                    });
        }

        @Override
        String finished() {
            return "STOP";
        }

        @Override
        String intervened() {
            return "CONTENT_FILTER";
        }
    },
    SPRING_AI {
        @Override
        void ask(Clients clients, String question, Heard heard) {
            take(springAi(clients).call(new Prompt(question)), heard);
            heard.completed();
        }

        @Override
        void stream(Clients clients, String question, Heard heard) {
            var unused = springAi(clients).stream(new Prompt(question))
                    .subscribe(part -> take(part, heard), heard::failed, heard::completed);
        }

        @Override
        String finished() {
            return "end_turn";
        }

        @Override
        String intervened() {
            return "guardrail_intervened";
        }
    };

    /** Our clients, and the model to ask. */
    record Clients(BedrockRuntimeClient sync, BedrockRuntimeAsyncClient async, String model) {}

    /** Asks for a whole answer; blocks until it is there, throws as the framework does. */
    abstract void ask(Clients clients, String question, Heard heard);

    /** Asks for a stream; returns before it ends. */
    abstract void stream(Clients clients, String question, Heard heard);

    /** What the framework calls the end of a whole answer. */
    abstract String finished();

    /** What the framework calls the end of an answer that a guardrail took away. */
    abstract String intervened();

    /** By its constructor: the builder asks the instance's metadata for a region, also when it has clients. */
    private static BedrockProxyChatModel springAi(Clients clients) {
        return new BedrockProxyChatModel(
                clients.sync(),
                clients.async(),
                BedrockChatOptions.builder()
                        .model(clients.model())
                        .maxTokens(512)
                        .build(),
                ObservationRegistry.NOOP,
                ToolCallingManager.builder().build());
    }

    private static void take(org.springframework.ai.chat.model.ChatResponse part, Heard heard) {
        for (Generation generation : part.getResults()) {
            Optional.ofNullable(generation.getOutput().getText()).ifPresent(heard::piece);
            Optional.ofNullable(generation.getMetadata().getFinishReason()).ifPresent(heard::finish);
        }
    }
}

package io.mangaassist.guardrails;

import io.mangaassist.core.AwsRequestAttributes;
import io.mangaassist.core.Deadline;
import io.mangaassist.core.Guard;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;

/** What both guarded clients know: whom to ask, what a request is about, what is allowed. */
record BedrockGuard(
        Guardrails guardrails,
        BedrockRuntimeAsyncClient delegate,
        @Nullable IntentResolver resolver,
        @Nullable String intent,
        @Nullable Locale locale,
        boolean unguardedAllowed) {

    private static final Logger LOG = LoggerFactory.getLogger(BedrockGuard.class);

    BedrockGuard withIntent(String newIntent) {
        return new BedrockGuard(guardrails, delegate, resolver, newIntent, locale, unguardedAllowed);
    }

    BedrockGuard withLocale(Locale newLocale) {
        return new BedrockGuard(guardrails, delegate, resolver, intent, newLocale, unguardedAllowed);
    }

    AnswerContext context(ConverseRequest request) {
        return context(request, request.modelId(), request.messages(), request.toolConfig(), request.requestMetadata());
    }

    AnswerContext context(ConverseStreamRequest request) {
        return context(request, request.modelId(), request.messages(), request.toolConfig(), request.requestMetadata());
    }

    private AnswerContext context(
            BedrockRuntimeRequest request,
            @Nullable String modelId,
            List<Message> messages,
            @Nullable ToolConfiguration tools,
            Map<String, String> metadata) {
        String model = modelId == null ? "unknown" : modelId;
        String question = BedrockTexts.lastUserText(messages);
        String correlationId = AwsRequestAttributes.get(request, AwsRequestAttributes.CORRELATION_ID)
                .orElseGet(() -> UUID.randomUUID().toString());
        String known = AwsRequestAttributes.get(request, AwsRequestAttributes.INTENT)
                .or(() -> resolved(new GuardedRequest(model, question, toolNames(tools), metadata)))
                .orElse(intent);
        return AnswerContext.of(correlationId)
                .intent(known)
                .locale(locale != null ? locale : Scripts.localeOf(question))
                .deadline(deadline(request))
                .model(model);
    }

    private Optional<String> resolved(GuardedRequest request) {
        IntentResolver asked = resolver;
        if (asked == null) {
            return Optional.empty();
        }
        AtomicReference<Optional<String>> found = new AtomicReference<>(Optional.empty());
        Guard.safely(LOG, "An intent resolver", () -> found.set(asked.resolve(request)));
        return found.get();
    }

    private static Deadline deadline(BedrockRuntimeRequest request) {
        return AwsRequestAttributes.get(request, AwsRequestAttributes.DEADLINE)
                .orElseGet(() -> request.overrideConfiguration()
                        .flatMap(RequestOverrideConfiguration::apiCallTimeout)
                        .map((Duration timeout) -> Deadline.in(timeout, Clock.SYSTEM))
                        .orElseGet(Deadline::never));
    }

    private static List<String> toolNames(@Nullable ToolConfiguration tools) {
        if (tools == null) {
            return List.of();
        }
        return tools.tools().stream()
                .filter(tool -> tool.toolSpec() != null)
                .map((Tool tool) -> tool.toolSpec().name())
                .filter(name -> name != null)
                .toList();
    }
}

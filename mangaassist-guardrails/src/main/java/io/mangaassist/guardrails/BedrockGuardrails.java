package io.mangaassist.guardrails;

import io.mangaassist.core.Checks;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * A guardrail as a drop-in Bedrock client: what it hands out <em>is</em> a {@link BedrockRuntimeAsyncClient} or a
 * {@link BedrockRuntimeClient}, of which {@code converse} and {@code converseStream} are guarded.
 *
 * <p>An answer that is stopped ends with stop reason {@code guardrail_intervened} and the replacement text. What events
 * cannot carry goes to the {@link RemediationListener} and {@link AnswerListener} with the correlation id. A request that
 * carries its own {@code guardrailConfig} keeps it. {@code invokeModel*} and bidirectional streams have no text that could
 * be understood: they are refused unless the builder allows them.
 *
 * <p>The intent of a request is its {@code AwsRequestAttributes.INTENT}, else what the {@link IntentResolver} says, else
 * that of the view it was sent through ({@link #forIntent}).
 *
 * <p>What is evaluated of an answer: its text and its reasoning, as they are shown; tool arguments, names and values with
 * escapes resolved, which wait whole until their verdict; titles and quotes of citations. Masking rules change text and
 * reasoning; tool arguments are for your code and are never masked.
 *
 * <p>Thread-safe. Closes nothing: delegate and {@link Guardrails} stay with whoever made them.
 */
public final class BedrockGuardrails {

    private final BedrockGuard guard;

    private BedrockGuardrails(BedrockGuard guard) {
        this.guard = guard;
    }

    /**
     * A drop-in over a client.
     *
     * @param guardrails decides; not closed here
     * @param delegate asks the model, pooled or plain; not closed here
     */
    public static Builder builder(Guardrails guardrails, BedrockRuntimeAsyncClient delegate) {
        return new Builder(guardrails, delegate);
    }

    /** The guarded asynchronous client. Its {@code close()} does nothing. */
    public BedrockRuntimeAsyncClient asyncClient() {
        return new BedrockGuardedAsyncClient(guard);
    }

    /** The guarded synchronous client: the asynchronous one, waited for. Its {@code close()} does nothing. */
    public BedrockRuntimeClient client() {
        return new BedrockGuardedClient(asyncClient(), guard);
    }

    /** A view whose requests have this intent unless they say another. */
    public BedrockGuardrails forIntent(String intent) {
        return new BedrockGuardrails(guard.withIntent(Checks.notBlank("intent", intent)));
    }

    /** A view whose replacement texts are in this language; without one it follows the question's script. */
    public BedrockGuardrails forLocale(Locale locale) {
        return new BedrockGuardrails(guard.withLocale(Objects.requireNonNull(locale, "locale")));
    }

    @Override
    public String toString() {
        return "BedrockGuardrails[" + guard.guardrails() + ", intent=" + guard.intent() + "]";
    }

    /** Settings of a {@link BedrockGuardrails}. */
    public static final class Builder {

        private final Guardrails guardrails;
        private final BedrockRuntimeAsyncClient delegate;
        private @Nullable IntentResolver resolver;
        private boolean unguardedAllowed;

        private Builder(Guardrails guardrails, BedrockRuntimeAsyncClient delegate) {
            this.guardrails = Objects.requireNonNull(guardrails, "guardrails");
            this.delegate = Objects.requireNonNull(delegate, "delegate");
        }

        /** Asked for the intent of a request that does not say it; none unless set. */
        public Builder intentResolver(IntentResolver newResolver) {
            resolver = Objects.requireNonNull(newResolver, "intentResolver");
            return this;
        }

        /** Lets {@code invokeModel*} and bidirectional streams through unguarded; refused unless set. */
        public Builder allowUnguardedOperations() {
            unguardedAllowed = true;
            return this;
        }

        public BedrockGuardrails build() {
            return new BedrockGuardrails(
                    new BedrockGuard(guardrails, delegate, resolver, null, null, unguardedAllowed));
        }
    }
}

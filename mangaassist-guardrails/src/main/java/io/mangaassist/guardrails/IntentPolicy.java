package io.mangaassist.guardrails;

import io.mangaassist.core.Checks;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which intent is answered in which mode. Immutable. */
public final class IntentPolicy {

    private final GuardrailMode otherwise;
    private final Map<String, GuardrailMode> modes;

    private IntentPolicy(GuardrailMode otherwise, Map<String, GuardrailMode> modes) {
        this.otherwise = otherwise;
        this.modes = Map.copyOf(modes);
    }

    /** Every intent in one mode. */
    public static IntentPolicy always(GuardrailMode mode) {
        return builder(mode).build();
    }

    /**
     * A policy to be filled.
     *
     * @param otherwise the mode of requests without an intent, and of intents that are not named
     */
    public static Builder builder(GuardrailMode otherwise) {
        return new Builder(otherwise);
    }

    /** The mode for an intent; null stands for a request whose intent nobody knows. */
    public GuardrailMode mode(@Nullable String intent) {
        return intent == null ? otherwise : modes.getOrDefault(intent, otherwise);
    }

    /** The intent as a tag value: itself if it is configured, else {@code other}. */
    String tag(@Nullable String intent) {
        return intent != null && modes.containsKey(intent) ? intent : "other";
    }

    @Override
    public String toString() {
        return "IntentPolicy[" + new TreeMap<>(modes) + ", otherwise " + otherwise + "]";
    }

    /** Fills an {@link IntentPolicy}. */
    public static final class Builder {

        private final GuardrailMode otherwise;
        private final Map<String, GuardrailMode> modes = new TreeMap<>();

        private Builder(GuardrailMode otherwise) {
            this.otherwise = Objects.requireNonNull(otherwise, "otherwise");
        }

        /** Answers this intent in this mode. */
        public Builder intent(String intent, GuardrailMode mode) {
            modes.put(Checks.notBlank("intent", intent), Objects.requireNonNull(mode, "mode"));
            return this;
        }

        public IntentPolicy build() {
            return new IntentPolicy(otherwise, modes);
        }
    }
}

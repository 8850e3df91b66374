package io.mangaassist.cache;

import io.mangaassist.core.Checks;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything besides the question that decides whether an answer may be given again: tenant, locale, model, version of
 * the prompt, version of the guardrail policy and, if answers are personal, the user. Two scopes never share a value.
 * Immutable.
 *
 * <p>In Redis a scope is a hash ({@code ma:<tenant>:<scope>:<question>}, all hashed); names of tenants and users do not
 * leave the process.
 */
public final class CacheScope {

    private static final int TENANT_BYTES = 9;
    private static final int SCOPE_BYTES = 12;
    private static final int KEY_BYTES = 24;
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private final String prefix;

    private CacheScope(Builder builder) {
        String tenant = new Sha256().field(builder.tenant).letters(TENANT_BYTES);
        String scope = new Sha256()
                .field(builder.tenant)
                .field(builder.locale)
                .field(builder.model)
                .field(builder.promptVersion)
                .field(builder.guardrailVersion)
                .field(builder.user)
                .letters(SCOPE_BYTES);
        this.prefix = "ma:" + tenant + ":" + scope + ":";
    }

    /**
     * Begins a scope.
     *
     * @param tenant whose answers they are; not blank
     * @return a builder
     */
    public static Builder builder(String tenant) {
        return new Builder(Checks.notBlank("tenant", tenant));
    }

    /**
     * Makes the key of a question. Unicode form (NFC) and white space do not matter, letter case does. Never throws: no
     * question, or a blank one, has a key under which nothing is kept; writes with it are counted drops, lookups misses.
     *
     * @param question the normalised question, with whatever else of the conversation decides the answer
     * @return its key
     */
    public CacheKey key(@Nullable String question) {
        if (question == null || question.isBlank()) {
            return keyOfHash("");
        }
        String plain = Normalizer.normalize(question, Normalizer.Form.NFC).strip();
        return new CacheKey(
                this,
                new Sha256().field(WHITE_SPACE.matcher(plain).replaceAll(" ")).letters(KEY_BYTES));
    }

    /**
     * Makes the key of a request that is not text; of none or an empty one as with {@link #key(String)}.
     *
     * @param request any bytes; used as they are
     * @return its key
     */
    public CacheKey key(byte @Nullable [] request) {
        if (request == null || request.length == 0) {
            return keyOfHash("");
        }
        return new CacheKey(this, new Sha256().field("bytes").field(request).letters(KEY_BYTES));
    }

    /** Returns the key whose hash, or whose name beside the hashes, is known. */
    CacheKey keyOfHash(String hash) {
        return new CacheKey(this, hash);
    }

    /** Returns what every Redis key of the scope begins with. */
    String prefix() {
        return prefix;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof CacheScope scope && prefix.equals(scope.prefix));
    }

    @Override
    public int hashCode() {
        return prefix.hashCode();
    }

    /** Shows the hash of the scope, by which its keys are found in Redis. */
    @Override
    public String toString() {
        return "CacheScope{" + prefix + "*}";
    }

    /** Collects the parts of a scope; what is not set is one shared default. */
    public static final class Builder {

        private final String tenant;
        private String locale = "";
        private String model = "";
        private String promptVersion = "";
        private String guardrailVersion = "";
        private String user = "";

        private Builder(String tenant) {
            this.tenant = tenant;
        }

        /** Sets the language of the answers, such as {@code ja-JP}. */
        public Builder locale(String tag) {
            this.locale = Checks.notBlank("locale", tag);
            return this;
        }

        /** Sets the model that answers. */
        public Builder model(String id) {
            this.model = Checks.notBlank("model", id);
            return this;
        }

        /** Sets the version of the system prompt. */
        public Builder promptVersion(String version) {
            this.promptVersion = Checks.notBlank("promptVersion", version);
            return this;
        }

        /** Sets the version of the guardrail policy by which answers were judged clean. */
        public Builder guardrailVersion(String version) {
            this.guardrailVersion = Checks.notBlank("guardrailVersion", version);
            return this;
        }

        /** Makes the answers personal to one user. */
        public Builder user(String id) {
            this.user = Checks.notBlank("user", id);
            return this;
        }

        /** Returns the scope. */
        public CacheScope build() {
            return new CacheScope(this);
        }
    }
}

package io.mangaassist.guardrails;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The texts shown instead of what was stopped, by language. Immutable. */
final class Replacements {

    static final Replacements DEFAULT = new Replacements(Map.of(
            "en", "This answer was stopped because it did not meet our content rules.",
            "ja", "申し訳ございません。内容に関する基準により、この回答を中止しました。"));

    private final Map<String, String> texts;

    private Replacements(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    /** These texts where there are any, the default ones elsewhere. */
    static Replacements of(Map<String, String> texts) {
        Map<String, String> all = new TreeMap<>(DEFAULT.texts);
        all.putAll(texts);
        return new Replacements(all);
    }

    /** The text for this locale, else for its language, else the English one. */
    String text(Locale locale) {
        String exact = texts.get(locale.toLanguageTag());
        if (exact != null) {
            return exact;
        }
        String language = texts.get(locale.getLanguage());
        return language != null ? language : texts.getOrDefault("en", "");
    }
}

package io.mangaassist.guardrails;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which language a short text is in, as far as its script tells. */
final class Scripts {

    private Scripts() {}

    /** Japanese if there is kana, Korean if there is Hangul, else null: nothing can be said. */
    static @Nullable Locale localeOf(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 0x3041 && c <= 0x30FF) || (c >= 0xFF66 && c <= 0xFF9F)) {
                return Locale.JAPANESE;
            }
            if (c >= 0xAC00 && c <= 0xD7A3) {
                return Locale.KOREAN;
            }
        }
        return null;
    }
}

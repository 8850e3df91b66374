package io.mangaassist.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * A text cut into pieces of about one model token.
 *
 * <p>A run of letters or digits is cut every four characters and keeps the space before it; every ideograph, kana or other
 * character stands alone. Deterministic, never inside a surrogate pair; the pieces joined are the text.
 */
final class TextTokens {
    private static final int LETTERS_PER_TOKEN = 4;

    private TextTokens() {}

    static List<String> split(String text) {
        List<String> tokens = new ArrayList<>(text.length() / 2 + 1);
        int start = 0;
        while (start < text.length()) {
            int end = endOfToken(text, start);
            tokens.add(text.substring(start, end));
            start = end;
        }
        return tokens;
    }

    static int count(String text) {
        int tokens = 0;
        for (int at = 0; at < text.length(); at = endOfToken(text, at)) {
            tokens++;
        }
        return tokens;
    }

    private static int endOfToken(String text, int start) {
        int at = text.charAt(start) == ' ' ? start + 1 : start;
        int letters = 0;
        while (at < text.length() && letters < LETTERS_PER_TOKEN && isWordPart(text.charAt(at))) {
            at++;
            letters++;
        }
        if (at > start) {
            return at;
        }
        return start + Character.charCount(text.codePointAt(start));
    }

    private static boolean isWordPart(char c) {
        return c < 0x250 && Character.isLetterOrDigit(c);
    }
}

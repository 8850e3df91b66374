package io.mangaassist.guardrails;

/** Where text may be cut: ends of sentences in Japanese and English, and places that split no character. */
final class Sentences {

    private static final String TERMINATORS = "。．！？!?…\n";
    private static final String CLOSING = "」』）】〕〉》)]}\"'”’";

    private Sentences() {}

    /** Whether a sentence ends between {@code text[at - 1]} and {@code text[at]}. */
    static boolean endsAt(CharSequence text, int at) {
        if (at < 1 || at >= text.length()) {
            return false;
        }
        char next = text.charAt(at);
        if (isTerminator(next) || isClosing(next) || !mayCut(text, at)) {
            return false;
        }
        int last = at - 1;
        while (last > 0 && isClosing(text.charAt(last))) {
            last--;
        }
        char end = text.charAt(last);
        return isTerminator(end) || (end == '.' && Character.isWhitespace(next));
    }

    /** Whether a cut there splits neither a surrogate pair nor a letter from its marks. */
    static boolean mayCut(CharSequence text, int at) {
        if (at <= 0 || at >= text.length()) {
            return true;
        }
        char next = text.charAt(at);
        char before = text.charAt(at - 1);
        if (Character.isHighSurrogate(before) && Character.isLowSurrogate(next)) {
            return false;
        }
        int codePoint = Character.codePointAt(text, at);
        return before != '\u200D' && next != '\u200D' && !isMark(codePoint);
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || codePoint == 0xFF9E
                || codePoint == 0xFF9F
                || (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF)
                || (codePoint >= 0x1160 && codePoint <= 0x11FF);
    }

    private static boolean isTerminator(char c) {
        return TERMINATORS.indexOf(c) >= 0;
    }

    private static boolean isClosing(char c) {
        return CLOSING.indexOf(c) >= 0;
    }
}

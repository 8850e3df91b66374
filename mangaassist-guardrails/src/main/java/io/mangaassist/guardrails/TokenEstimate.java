package io.mangaassist.guardrails;

/**
 * How many model tokens a text is about, by script. No vocabulary of the models in use is public and two public ones
 * differ by half on Japanese, so the weights err on the high side and {@link TokenCalibration} corrects them by what
 * Bedrock reports.
 */
final class TokenEstimate {

    private static final double KANA_OR_HAN = 0.9;
    private static final double LATIN_LETTER = 0.25;
    private static final double DIGIT = 0.4;
    private static final double SPACE = 0.05;
    private static final double PUNCTUATION = 0.6;
    private static final double OTHER = 1.0;

    private TokenEstimate() {}

    static double of(CharSequence text) {
        double sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += of(text.charAt(i));
        }
        return sum;
    }

    /** One UTF-16 unit; each half of a surrogate pair counts half. */
    static double of(char c) {
        if (c < 0x80) {
            return ascii(c);
        }
        if (Character.isSurrogate(c)) {
            return OTHER / 2;
        }
        if ((c >= 0x3040 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xFF66 && c <= 0xFF9F)) {
            return KANA_OR_HAN;
        }
        if (c < 0x250) {
            return LATIN_LETTER * 2;
        }
        return c >= 0x2000 && c <= 0x303F ? PUNCTUATION : OTHER;
    }

    private static double ascii(char c) {
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
            return LATIN_LETTER;
        }
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        return c <= ' ' ? SPACE : PUNCTUATION;
    }
}

package io.mangaassist.guardrails;

/**
 * The part of an answer that is still needed: what has not been shown, and what the next check wants as context.
 * Offsets are those of the whole answer. Not thread-safe.
 */
final class AnswerText implements CharSequence {

    private static final char MASK = '*';

    private final StringBuilder text = new StringBuilder();
    private int base;

    void append(CharSequence piece) {
        text.append(piece);
    }

    int base() {
        return base;
    }

    /** One past the last character received. */
    int end() {
        return base + text.length();
    }

    String from(int from, int to) {
        return text.substring(from - base, to - base);
    }

    /** Replaces characters that have not been shown yet, one for one. */
    void mask(int from, int to) {
        for (int i = Math.max(from, base); i < to; i++) {
            text.setCharAt(i - base, MASK);
        }
    }

    /** Forgets everything before {@code offset}. */
    void forget(int offset) {
        if (offset > base) {
            text.delete(0, offset - base);
            base = offset;
        }
    }

    /** The first offset at or after {@code offset} where text may be cut. */
    int cutAtOrAfter(int offset) {
        int at = Math.max(offset, base);
        while (at < end() && !Sentences.mayCut(text, at - base)) {
            at++;
        }
        return at;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return "AnswerText[" + text.length() + " characters from " + base + "]";
    }
}

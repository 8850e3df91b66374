package io.mangaassist.guardrails;

/**
 * Text folded as it streams: characters in, folded symbols with the range of characters each came from out.
 *
 * <p>A kana that a voicing mark may still change stays {@link #pending()} until the next symbol decides, so that か | ゛
 * in two pieces gives が as it does in one. A high surrogate waits for its partner. This class is not thread-safe.
 */
final class FoldedText {

    /** Takes the symbols, in order. */
    interface Symbols {
        /**
         * One folded code point.
         *
         * @return whether more is wanted
         */
        boolean symbol(int codePoint, int start, int end);
    }

    private static final int NONE = -1;

    private final Symbols symbols;
    private int position;
    private int high = NONE;
    private int pending = NONE;
    private int pendingStart;
    private int pendingEnd;
    private boolean closed;

    FoldedText(Symbols symbols) {
        this.symbols = symbols;
    }

    /** Folds the next piece of text; what follows a refused symbol is counted but not folded. */
    void accept(CharSequence text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            int start = position++;
            if (high == NONE && !Character.isSurrogate(c)) {
                codePoint(c, start, start + 1);
            } else {
                surrogate(c, start);
            }
        }
    }

    /** Ends the text: what was pending is what it was. */
    void finish() {
        if (high != NONE) {
            int lone = high;
            high = NONE;
            codePoint(lone, position - 1, position);
        }
        flush();
    }

    /** The symbol that a voicing mark may still change, or -1. */
    int pending() {
        return pending;
    }

    int pendingStart() {
        return pendingStart;
    }

    /** The end of the characters that a release may reach: before a lone high surrogate. */
    int wholeEnd() {
        return high == NONE ? position : position - 1;
    }

    private void surrogate(char c, int start) {
        if (high != NONE) {
            int first = high;
            high = NONE;
            if (Character.isLowSurrogate(c)) {
                codePoint(Character.toCodePoint((char) first, c), start - 1, start + 1);
                return;
            }
            codePoint(first, start - 1, start);
        }
        if (Character.isHighSurrogate(c)) {
            high = c;
        } else {
            codePoint(c, start, start + 1);
        }
    }

    private void codePoint(int codePoint, int start, int end) {
        if (closed) {
            return;
        }
        int quick = Folding.quick(codePoint);
        if (quick >= 0) {
            flush();
            symbol(quick, start, end);
            return;
        }
        for (int folded : Folding.fold(codePoint)) {
            folded(folded, start, end);
        }
    }

    private void folded(int symbol, int start, int end) {
        if (symbol == Folding.VOICED_MARK || symbol == Folding.HALF_VOICED_MARK) {
            int voiced = pending == NONE ? NONE : Folding.voiced(pending, symbol);
            if (voiced != NONE) {
                pending = NONE;
                emit(voiced, pendingStart, end);
            }
            return;
        }
        flush();
        symbol(Folding.takesVoicing(symbol) ? symbol | Folding.TAKES_VOICING : symbol, start, end);
    }

    private void symbol(int quick, int start, int end) {
        if ((quick & Folding.TAKES_VOICING) != 0) {
            pending = quick & ~Folding.TAKES_VOICING;
            pendingStart = start;
            pendingEnd = end;
        } else {
            emit(quick, start, end);
        }
    }

    private void flush() {
        if (pending != NONE) {
            int symbol = pending;
            pending = NONE;
            emit(symbol, pendingStart, pendingEnd);
        }
    }

    private void emit(int symbol, int start, int end) {
        if (!closed && !symbols.symbol(symbol, start, end)) {
            closed = true;
        }
    }
}

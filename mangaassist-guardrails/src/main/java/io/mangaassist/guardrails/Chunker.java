package io.mangaassist.guardrails;

/**
 * Cuts a growing text into chunks of about so many tokens, at the end of a sentence where one is near. Where it cuts
 * depends on the text alone, never on the pieces it came in. Not thread-safe.
 */
final class Chunker {

    private static final double EARLIEST = 0.5;
    private static final double LATEST = 1.5;

    private final double target;
    private final double tokensPerEstimate;
    private double size;
    private int start;
    private int next;
    private int sentenceEnd;
    private double nextTarget;

    /**
     * A chunker from offset 0.
     *
     * @param firstTokens size of the first chunk; it doubles from chunk to chunk up to {@code tokens}
     * @param tokensPerEstimate what one estimated token really is
     */
    Chunker(int firstTokens, int tokens, double tokensPerEstimate) {
        this.target = tokens;
        this.nextTarget = Math.min(firstTokens, tokens);
        this.tokensPerEstimate = tokensPerEstimate;
    }

    /** Begin of the chunk that is being filled. */
    int start() {
        return start;
    }

    /**
     * Looks at the text up to {@code limit} and says where the chunk ends.
     *
     * @param text the text from offset {@code base} on
     * @param limit offset that may be looked at; the character before it is only looked ahead at
     * @return the end of the chunk, or -1 if it is not full yet
     */
    int cut(CharSequence text, int base, int limit) {
        while (next < limit - 1) {
            size += TokenEstimate.of(text.charAt(next - base)) * tokensPerEstimate;
            next++;
            int at = next - base;
            if (size >= nextTarget * EARLIEST && Sentences.endsAt(text, at)) {
                sentenceEnd = next;
            }
            if (size >= nextTarget && sentenceEnd > start) {
                return end(sentenceEnd, text, base);
            }
            if (size >= nextTarget * LATEST && Sentences.mayCut(text, at)) {
                return end(next, text, base);
            }
        }
        return -1;
    }

    /** Ends the last chunk at {@code end}, however small it is. */
    void finish(int end) {
        start = end;
        next = end;
    }

    private int end(int end, CharSequence text, int base) {
        size = TokenEstimate.of(text.subSequence(end - base, next - base)) * tokensPerEstimate;
        start = end;
        nextTarget = Math.min(target, nextTarget * 2);
        return end;
    }
}

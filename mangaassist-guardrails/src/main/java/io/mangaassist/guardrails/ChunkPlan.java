package io.mangaassist.guardrails;

/**
 * How text is packed for the remote tier.
 *
 * @param firstTokens size of the first chunk of a gated answer
 * @param tokens size of a chunk
 * @param textUnit characters that are billed as one; context is packed up to this border, free of charge
 * @param wholeWindow characters of one check when a whole answer is judged at once
 * @param windowTokens most tokens of a chunk and its context together; a chunk is never cut for it
 * @param tokensPerEstimate calibration
 */
record ChunkPlan(
        int firstTokens, int tokens, int textUnit, int wholeWindow, int windowTokens, double tokensPerEstimate) {

    /** How many characters of context fit beside a chunk of that length without another unit. */
    int context(int chunk) {
        return Math.floorMod(-chunk, textUnit);
    }

    /** How much of the text before {@code from} the window leaves room for, beside the chunk {@code from..to}. */
    int roomBefore(CharSequence text, int from, int to) {
        double left = windowTokens - TokenEstimate.of(text.subSequence(from, to)) * tokensPerEstimate;
        int begin = from;
        while (begin > 0 && from - begin < textUnit && left > 0) {
            begin--;
            left -= TokenEstimate.of(text.charAt(begin)) * tokensPerEstimate;
        }
        return left < 0 && begin < from ? from - begin - 1 : from - begin;
    }
}

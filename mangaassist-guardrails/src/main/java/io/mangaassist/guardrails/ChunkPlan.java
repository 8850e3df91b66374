package io.mangaassist.guardrails;

/**
 * How text is packed for the remote tier.
 *
 * @param firstTokens size of the first chunk of a gated answer
 * @param tokens size of a chunk
 * @param textUnit characters that are billed as one; context is packed up to this border, free of charge
 * @param wholeWindow characters of one check when a whole answer is judged at once
 * @param tokensPerEstimate calibration
 */
record ChunkPlan(int firstTokens, int tokens, int textUnit, int wholeWindow, double tokensPerEstimate) {

    /** How many characters of context fit beside a chunk of that length without another unit. */
    int context(int chunk) {
        return Math.floorMod(-chunk, textUnit);
    }
}

package io.mangaassist.pool;

/**
 * Tokens of one call.
 *
 * @param input of the prompt, with what was written to the prompt cache
 * @param output of the answer
 */
record TokenCount(long input, long output) {

    static final TokenCount NONE = new TokenCount(0, 0);
}

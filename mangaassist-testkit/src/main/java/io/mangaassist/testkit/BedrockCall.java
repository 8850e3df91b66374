package io.mangaassist.testkit;

/**
 * What a script may know of one call while it is answered.
 *
 * <p>It lives as long as the call: whoever keeps one keeps a customer's text. {@link #toString()} leaves the text out.
 *
 * @param operation what was asked
 * @param target model id, or guardrail identifier, as it stood in the path (decoded)
 * @param number position of this call among all calls to the same target, from 1
 * @param lastUserText text of the last user message, or the text to be judged; empty if there is none
 * @param inputTokens estimated tokens of everything that was sent, system text included
 * @param maxTokens the caller's limit of the answer in tokens; 0 if none was given
 */
public record BedrockCall(
        BedrockOperation operation, String target, long number, String lastUserText, int inputTokens, int maxTokens) {

    @Override
    public String toString() {
        return "BedrockCall[" + operation + ", target=" + target + ", number=" + number + ", inputTokens=" + inputTokens
                + ", maxTokens=" + maxTokens + "]";
    }
}

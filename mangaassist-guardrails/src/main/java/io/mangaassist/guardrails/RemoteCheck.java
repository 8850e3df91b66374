package io.mangaassist.guardrails;

/**
 * A stretch of an answer for the remote tier, with the text before it as context.
 *
 * @param id unique within its answer
 * @param source whether the text was written by the model or by the user
 * @param mode of the answer
 * @param correlationId of the answer
 * @param from first character to be judged, as an offset into the answer
 * @param to one past the last one
 * @param context how many characters of {@code text} come before {@code from}
 * @param text context and stretch; never to be logged
 */
public record RemoteCheck(
        int id, Source source, GuardrailMode mode, String correlationId, int from, int to, int context, String text) {

    /** Who wrote the text. */
    public enum Source {
        INPUT,
        OUTPUT
    }

    @Override
    public String toString() {
        return "RemoteCheck[" + id + ", " + source + ", " + mode + ", " + from + ".." + to + "]";
    }
}

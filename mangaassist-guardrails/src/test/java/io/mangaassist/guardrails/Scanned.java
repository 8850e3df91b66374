package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a session without a remote tier made of a text. */
record Scanned(String released, @Nullable AnswerVerdict verdict, List<Finding> findings) {

    static Scanned whole(GuardPolicy policy, String text) {
        return pieces(policy, List.of(text));
    }

    static Scanned cutAt(GuardPolicy policy, String text, int... cuts) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            pieces.add(text.substring(from, cut));
            from = cut;
        }
        pieces.add(text.substring(from));
        return pieces(policy, pieces);
    }

    private static Scanned pieces(GuardPolicy policy, List<String> pieces) {
        GuardrailSession session = GuardrailSessionTest.local(policy, GuardrailMode.ASYNC);
        StringBuilder released = new StringBuilder();
        for (String piece : pieces) {
            released.append(session.offer(piece).text());
        }
        released.append(session.complete().text());
        return new Scanned(released.toString(), session.verdict(), session.findings());
    }
}

package io.mangaassist.benchmarks.guardrails;

import java.util.ArrayList;
import java.util.List;

/** The strategies that are loops of their own: behaviour ported, not products run. */
final class Peers {

    private static final int RUNBOOK_CHUNK = 100;
    private static final int NEMO_CHUNK = 200;
    private static final int NEMO_CONTEXT = 50;

    private Peers() {}

    /** What the incident ran: the whole answer is judged, then shown. */
    static Shown wholeAnswer(Sample sample, RunbookGuardrail guardrail) {
        Shown shown = new Shown();
        String text = sample.text();
        long at = arrival(Samples.TOKENS - 1) + guardrail.nanos(text);
        if (guardrail.violates(text)) {
            shown.taken(at);
        } else {
            shown.text(at, text.length());
        }
        return shown;
    }

    /** The runbook's remedy: every chunk is shown, every 100 tokens are judged by themselves, the rest never. */
    static Shown runbookLoop(Sample sample, RunbookGuardrail guardrail) {
        Shown shown = new Shown();
        List<String> buffer = new ArrayList<>();
        long free = 0;
        for (int i = 0; i < sample.tokens().size(); i++) {
            String token = sample.tokens().get(i);
            free = Math.max(free, arrival(i));
            buffer.add(token);
            shown.text(free, token.length());
            if (buffer.size() > RUNBOOK_CHUNK) {
                String text = String.join("", buffer);
                free += guardrail.nanos(text);
                if (guardrail.violates(text)) {
                    shown.taken(free);
                    return shown;
                }
                buffer.clear();
            }
        }
        return shown;
    }

    /** A rolling buffer of 200 tokens, 50 of them context, each shown before its verdict. */
    static Shown nemoStreamFirst(Sample sample, RunbookGuardrail guardrail) {
        return nemo(sample, guardrail, true);
    }

    /** The same, each shown after its verdict. */
    static Shown nemoCheckFirst(Sample sample, RunbookGuardrail guardrail) {
        return nemo(sample, guardrail, false);
    }

    private static Shown nemo(Sample sample, RunbookGuardrail guardrail, boolean streamFirst) {
        Shown shown = new Shown();
        List<String> buffer = new ArrayList<>();
        int known = 0;
        long free = 0;
        for (int i = 0; i < sample.tokens().size(); i++) {
            buffer.add(sample.tokens().get(i));
            boolean last = i == sample.tokens().size() - 1;
            if (buffer.size() < NEMO_CHUNK && !last) {
                continue;
            }
            free = Math.max(free, arrival(i));
            String text = String.join("", buffer);
            int fresh =
                    text.length() - String.join("", buffer.subList(0, known)).length();
            long judged = free + guardrail.nanos(text);
            boolean violates = guardrail.violates(text);
            if (streamFirst || !violates) {
                shown.text(streamFirst ? free : judged, fresh);
            }
            free = judged;
            if (violates) {
                shown.taken(free);
                return shown;
            }
            buffer = new ArrayList<>(
                    buffer.subList(buffer.size() - Math.min(buffer.size(), NEMO_CONTEXT), buffer.size()));
            known = buffer.size();
        }
        return shown;
    }

    private static long arrival(int token) {
        return token * Shown.TOKEN_NANOS;
    }
}

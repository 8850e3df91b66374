package io.mangaassist.guardrails;

/** Runs whole answers through a guardrail without a remote tier. */
final class GuardrailAnswers {

    private GuardrailAnswers() {}

    static String run(Guardrails guardrails, String correlationId, String text) {
        StringBuilder shown = new StringBuilder();
        Answer answer = guardrails.answer(AnswerContext.of(correlationId), new AnswerOutput() {
            @Override
            public void text(String released) {
                shown.append(released);
            }

            @Override
            public void taken(Intervention intervention) {}

            @Override
            public void settled(AnswerReport report) {}
        });
        answer.offer(text);
        answer.complete();
        return shown.toString();
    }
}

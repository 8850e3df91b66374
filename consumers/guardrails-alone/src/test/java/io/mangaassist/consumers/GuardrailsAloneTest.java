package io.mangaassist.consumers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.mangaassist.guardrails.AnswerContext;
import io.mangaassist.guardrails.AnswerVerdict;
import io.mangaassist.guardrails.GuardPolicy;
import io.mangaassist.guardrails.GuardrailSession;
import io.mangaassist.guardrails.Guardrails;
import org.junit.jupiter.api.Test;

final class GuardrailsAloneTest {

    private static final String POLICY =
            """
            {"rules": [{"id": "piracy", "category": "piracy", "severity": "high", "action": "block",
              "literals": ["free scans"]}],
              "replacements": {"en": "I cannot help with that."}}
            """;

    @Test
    void a_session_stops_a_listed_violation_across_pieces() {
        ClassPath.lacks("io.lettuce.core.RedisClient", "io.micrometer.tracing.Tracer");
        try (Guardrails guardrails =
                Guardrails.builder(GuardPolicy.parse("test", POLICY)).build()) {
            GuardrailSession session = guardrails.session(AnswerContext.unknown());
            String shown = session.offer("You find free sc").text() + session.offer("ans there.").text();
            session.complete();

            assertFalse(shown.contains("free"), "no character of a listed violation is released");
            assertEquals(AnswerVerdict.STOPPED, session.verdict());
        }
    }
}

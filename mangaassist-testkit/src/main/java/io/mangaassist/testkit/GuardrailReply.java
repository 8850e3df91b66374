package io.mangaassist.testkit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The verdict of a guardrail on one text. */
final class GuardrailReply {
    private final Exchange exchange;
    private final GuardrailState guardrail;
    private final BedrockPath path;
    private final GuardrailText text;

    GuardrailReply(Exchange exchange, GuardrailState guardrail, BedrockPath path, GuardrailText text) {
        this.exchange = exchange;
        this.guardrail = guardrail;
        this.path = path;
        this.text = text;
    }

    void send(JsonObject request, @Nullable Fault fault) {
        if (!guardrail.admit(text.units(), System.nanoTime())) {
            exchange.throttle("Too many requests, please wait before trying again.");
            return;
        }
        JsonObject verdict = path.operation() == BedrockOperation.APPLY_GUARDRAIL ? verdict() : scores(request);
        exchange.after(guardrail.costNanos(text.tokens()), () -> {
            exchange.response().putHeader("content-type", "application/json");
            Buffer body = timed(verdict).toBuffer();
            if (fault == null) {
                exchange.complete(body, 0);
            } else {
                exchange.spoil(body.getBuffer(0, body.length() / 2));
            }
        });
    }

    private JsonObject timed(JsonObject verdict) {
        JsonArray assessments = verdict.getJsonArray("assessments");
        if (assessments != null) {
            assessments
                    .getJsonObject(0)
                    .getJsonObject("invocationMetrics")
                    .put("guardrailProcessingLatency", exchange.elapsedMillis());
        }
        return verdict;
    }

    private JsonObject scores(JsonObject request) {
        boolean blocked = guardrail.behaviour().blockedWord(text.joined()).isPresent()
                || guardrail.behaviour().blocks(text.joined());
        return GuardrailScores.of(request, blocked, text.units());
    }

    private JsonObject verdict() {
        Optional<String> word = guardrail.behaviour().blockedWord(text.joined());
        boolean rule = guardrail.behaviour().blocks(text.joined());
        boolean blocked = word.isPresent() || rule;
        JsonArray outputs = new JsonArray();
        if (blocked) {
            outputs.add(new JsonObject().put("text", guardrail.behaviour().blockedMessage()));
        }
        return new JsonObject()
                .put("usage", usage())
                .put("action", blocked ? "GUARDRAIL_INTERVENED" : "NONE")
                .put("actionReason", blocked ? "Guardrail blocked." : "No action.")
                .put("outputs", outputs)
                .put("assessments", new JsonArray().add(assessment(word, rule)))
                .put("guardrailCoverage", coverage());
    }

    private JsonObject assessment(Optional<String> word, boolean rule) {
        JsonObject assessment = new JsonObject();
        word.ifPresent(match -> {
            JsonObject found = new JsonObject()
                    .put("match", match)
                    .put("action", "BLOCKED")
                    .put("detected", true);
            assessment.put(
                    "wordPolicy",
                    new JsonObject()
                            .put("customWords", new JsonArray().add(found))
                            .put("managedWordLists", new JsonArray()));
        });
        if (rule) {
            JsonObject filter = new JsonObject()
                    .put("type", "MISCONDUCT")
                    .put("confidence", "HIGH")
                    .put("filterStrength", "HIGH")
                    .put("action", "BLOCKED")
                    .put("detected", true);
            assessment.put("contentPolicy", new JsonObject().put("filters", new JsonArray().add(filter)));
        }
        return assessment
                .put("invocationMetrics", new JsonObject().put("usage", usage()).put("guardrailCoverage", coverage()))
                .put("appliedGuardrailDetails", details());
    }

    private JsonObject details() {
        return new JsonObject()
                .put("guardrailId", path.target())
                .put("guardrailVersion", path.version())
                .put("guardrailOrigin", new JsonArray().add("REQUEST"))
                .put("guardrailOwnership", "SELF");
    }

    private JsonObject usage() {
        return new JsonObject()
                .put("topicPolicyUnits", 0)
                .put("contentPolicyUnits", text.units())
                .put("wordPolicyUnits", text.units())
                .put("sensitiveInformationPolicyUnits", 0)
                .put("sensitiveInformationPolicyFreeUnits", 0)
                .put("contextualGroundingPolicyUnits", 0);
    }

    private JsonObject coverage() {
        JsonObject characters =
                new JsonObject().put("guarded", text.characters()).put("total", text.characters());
        return new JsonObject().put("textCharacters", characters);
    }
}

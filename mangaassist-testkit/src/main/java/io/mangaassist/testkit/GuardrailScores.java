package io.mangaassist.testkit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The answer of {@code InvokeGuardrailChecks}: a score for every category that was asked for.
 *
 * <p>0.9 where the behaviour blocks the text, 0 where it does not. Personal data is never found.
 */
final class GuardrailScores {
    private static final double BLOCKED = 0.9;

    private GuardrailScores() {}

    static JsonObject of(JsonObject request, boolean blocked, int textUnits) {
        JsonObject checks = request.getJsonObject("checks", new JsonObject());
        JsonObject results = new JsonObject();
        JsonObject usage = new JsonObject();
        for (String check : checks.fieldNames()) {
            results.put(check, result(checks.getJsonObject(check), blocked));
            usage.put(check, new JsonObject().put("textUnits", textUnits));
        }
        return new JsonObject().put("results", results).put("usage", usage);
    }

    private static JsonObject result(JsonObject check, boolean blocked) {
        JsonArray scores = new JsonArray();
        JsonArray categories = check.getJsonArray("categories", new JsonArray());
        for (int i = 0; i < categories.size(); i++) {
            scores.add(new JsonObject()
                    .put("category", categories.getJsonObject(i).getString("category"))
                    .put("severityScore", blocked ? BLOCKED : 0.0));
        }
        return new JsonObject().put("results", scores);
    }
}

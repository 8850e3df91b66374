package io.mangaassist.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request's path asks for. */
record BedrockPath(BedrockOperation operation, String target, String version) {
    /** Target of {@code InvokeGuardrailChecks}, which names no resource. */
    static final String CHECKS = "guardrail-checks";

    private static final Pattern MODEL = Pattern.compile("/model/([^/]+)/([a-z-]+)");
    private static final Pattern GUARDRAIL = Pattern.compile("/guardrail/([^/]+)/version/([^/]+)/apply");
    private static final Map<String, BedrockOperation> VERBS = Map.of(
            "converse", BedrockOperation.CONVERSE,
            "converse-stream", BedrockOperation.CONVERSE_STREAM,
            "invoke", BedrockOperation.INVOKE_MODEL,
            "invoke-with-response-stream", BedrockOperation.INVOKE_MODEL_WITH_RESPONSE_STREAM);

    static Optional<BedrockPath> of(String path) {
        Matcher model = MODEL.matcher(path);
        if (model.matches()) {
            return Optional.ofNullable(VERBS.get(model.group(2)))
                    .map(operation -> new BedrockPath(operation, decoded(model.group(1)), ""));
        }
        Matcher guardrail = GUARDRAIL.matcher(path);
        if (guardrail.matches()) {
            return Optional.of(new BedrockPath(
                    BedrockOperation.APPLY_GUARDRAIL, decoded(guardrail.group(1)), decoded(guardrail.group(2))));
        }
        return "/guardrail-checks/invoke".equals(path)
                ? Optional.of(new BedrockPath(BedrockOperation.INVOKE_GUARDRAIL_CHECKS, CHECKS, ""))
                : Optional.empty();
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

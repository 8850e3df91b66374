package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailResponse;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailAction;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailAssessment;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailUsage;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;

/** What an ApplyGuardrail response says, as a verdict: names only, never the text it matched. */
final class BedrockAssessments {

    private BedrockAssessments() {}

    static RemoteVerdict verdict(ApplyGuardrailResponse response) {
        int units = units(response.usage());
        if (response.action() == GuardrailAction.NONE) {
            return new RemoteVerdict(RemoteVerdict.Kind.PASSED, List.of(), policies(response.usage()), units);
        }
        TreeSet<String> reasons = new TreeSet<>();
        response.assessments().forEach(assessment -> reasons.addAll(reasons(assessment)));
        List<String> named = reasons.isEmpty() ? List.of("guardrail") : List.copyOf(reasons);
        return new RemoteVerdict(RemoteVerdict.Kind.VIOLATION, named, policies(response.usage()), units);
    }

    static RemoteVerdict failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ThrottlingException || cause instanceof ServiceQuotaExceededException) {
            return RemoteVerdict.failed("throttled");
        }
        if (cause instanceof ApiCallTimeoutException || cause instanceof ApiCallAttemptTimeoutException) {
            return RemoteVerdict.failed("timeout");
        }
        if (cause instanceof CancellationException) {
            return RemoteVerdict.failed("cancelled");
        }
        return RemoteVerdict.failed("error");
    }

    private static List<String> reasons(GuardrailAssessment assessment) {
        List<String> reasons = new ArrayList<>();
        if (assessment.topicPolicy() != null) {
            assessment.topicPolicy().topics().forEach(t -> reasons.add("topic:" + t.name()));
        }
        if (assessment.contentPolicy() != null) {
            assessment.contentPolicy().filters().forEach(f -> reasons.add("content:" + f.typeAsString()));
        }
        if (assessment.wordPolicy() != null && hasWords(assessment)) {
            reasons.add("word");
        }
        if (assessment.sensitiveInformationPolicy() != null) {
            assessment.sensitiveInformationPolicy().piiEntities().forEach(p -> reasons.add("pii:" + p.typeAsString()));
            assessment.sensitiveInformationPolicy().regexes().forEach(r -> reasons.add("regex:" + r.name()));
        }
        if (assessment.contextualGroundingPolicy() != null) {
            assessment.contextualGroundingPolicy().filters().forEach(f -> reasons.add("grounding:" + f.typeAsString()));
        }
        return reasons;
    }

    private static boolean hasWords(GuardrailAssessment assessment) {
        return !assessment.wordPolicy().customWords().isEmpty()
                || !assessment.wordPolicy().managedWordLists().isEmpty();
    }

    /** Bedrock bills per policy; the largest is what counts against the quota of text units. */
    private static int units(@Nullable GuardrailUsage usage) {
        return usage == null
                ? 0
                : Math.max(
                        Math.max(of(usage.topicPolicyUnits()), of(usage.contentPolicyUnits())),
                        Math.max(of(usage.wordPolicyUnits()), of(usage.sensitiveInformationPolicyUnits())));
    }

    private static int policies(@Nullable GuardrailUsage usage) {
        if (usage == null) {
            return 0;
        }
        int policies = 0;
        policies += of(usage.topicPolicyUnits()) > 0 ? 1 : 0;
        policies += of(usage.contentPolicyUnits()) > 0 ? 1 : 0;
        policies += of(usage.wordPolicyUnits()) > 0 ? 1 : 0;
        policies += of(usage.sensitiveInformationPolicyUnits()) > 0 ? 1 : 0;
        return policies;
    }

    private static int of(@Nullable Integer units) {
        return units == null ? 0 : units;
    }
}

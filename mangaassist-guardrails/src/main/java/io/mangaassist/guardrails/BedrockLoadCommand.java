package io.mangaassist.guardrails;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClientBuilder;

/** The part of the gate's command line that asks a guardrail of yours, with the credentials of the environment. */
final class BedrockLoadCommand {

    static final String GUARDRAIL = "--remote-guardrail";
    static final Set<String> OPTIONS = Set.of(
            GUARDRAIL,
            "--remote-version",
            "--region",
            "--endpoint",
            "--calls-per-second",
            "--rounds",
            "--remote-p95-budget-ms");

    private BedrockLoadCommand() {}

    static RemoteLoadReport run(Map<String, String> options) throws InterruptedException {
        try (BedrockRuntimeAsyncClient client = client(options)) {
            return RemoteLoad.builder(BedrockApplyGuardrail.of(
                            client,
                            options.getOrDefault(GUARDRAIL, ""),
                            options.getOrDefault("--remote-version", "DRAFT")))
                    .callsPerSecond(Double.parseDouble(options.getOrDefault("--calls-per-second", "5")))
                    .rounds(Integer.parseInt(options.getOrDefault("--rounds", "10")))
                    .p95Budget(Duration.ofMillis(Long.parseLong(options.getOrDefault("--remote-p95-budget-ms", "100"))))
                    .build()
                    .run();
        }
    }

    /** Without retries: what is throttled or fails is to be seen. */
    private static BedrockRuntimeAsyncClient client(Map<String, String> options) {
        BedrockRuntimeAsyncClientBuilder builder =
                BedrockRuntimeAsyncClient.builder().overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)));
        String region = options.get("--region");
        if (region != null) {
            builder.region(Region.of(region));
        }
        String endpoint = options.get("--endpoint");
        if (endpoint != null) {
            builder.endpointOverride(URI.create(endpoint));
        }
        return builder.build();
    }
}

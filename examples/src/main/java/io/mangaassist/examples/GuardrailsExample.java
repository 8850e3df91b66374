package io.mangaassist.examples;

import io.mangaassist.guardrails.BedrockGuardrails;
import io.mangaassist.guardrails.GuardPolicy;
import io.mangaassist.guardrails.Guardrails;
import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.ModelBehaviour;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** The guardrail alone: streams are shown as they are written, and end where a rule is broken. */
public final class GuardrailsExample {

    private static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";
    private static final String POLICY = """
            {"rules": [{"id": "piracy", "action": "block", "literals": ["pirate site"]},
                       {"id": "phone", "action": "mask", "pattern": "0\\\\d{2}-\\\\d{4}-\\\\d{4}"}]}""";

    private GuardrailsExample() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        ModelBehaviour model = ModelBehaviour.builder()
                .answers(call -> call.lastUserText().contains("free")
                        ? "Try the pirate site at example.org."
                        : "Ask our shop: 090-1234-5678.")
                .build();
        try (BedrockSimulator simulator =
                        BedrockSimulator.builder().model(SONNET, model).build();
                BedrockRuntimeAsyncClient bedrock = SimulatedClient.of(simulator, 20);
                Guardrails guardrails = Guardrails.builder(GuardPolicy.parse("shop.json", POLICY))
                        .build()) {
            BedrockRuntimeAsyncClient guarded =
                    BedrockGuardrails.builder(guardrails, bedrock).build().asyncClient();
            show(guarded, "Where can I buy it?");
            show(guarded, "Where is it free?");
            System.out.println("stopped: " + guardrails.snapshot().stopped());
        }
    }

    private static void show(BedrockRuntimeAsyncClient client, String question) {
        ConverseStreamResponseHandler handler = ConverseStreamResponseHandler.builder()
                .subscriber(ConverseStreamResponseHandler.Visitor.builder()
                        .onContentBlockDelta(
                                delta -> System.out.print(delta.delta().text()))
                        .onMessageStop(stop -> System.out.println(" [" + stop.stopReasonAsString() + "]"))
                        .build())
                .build();
        client.converseStream(request -> request.modelId(SONNET).messages(SimulatedClient.question(question)), handler)
                .join();
    }
}

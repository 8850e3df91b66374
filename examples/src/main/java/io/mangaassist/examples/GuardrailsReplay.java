package io.mangaassist.examples;

import io.mangaassist.examples.IncidentReplay.BeforeAfter;
import io.mangaassist.guardrails.BedrockApplyGuardrail;
import io.mangaassist.guardrails.BedrockGuardrails;
import io.mangaassist.guardrails.GuardPolicy;
import io.mangaassist.guardrails.Guardrails;
import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.GuardrailBehaviour;
import io.mangaassist.testkit.ModelBehaviour;
import io.micrometer.core.instrument.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailAction;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentSource;

/** Scenario 4: a policy of twelve filters judges whole answers before anything is shown. */
final class GuardrailsReplay {

    private static final String MODEL = SimulatedWorld.SONNET;
    private static final String ANSWER = "This volume is in stock. ".repeat(60);
    private static final GuardPolicy POLICY = GuardPolicy.parse(
            "shop.json", "{\"rules\":[{\"id\":\"piracy\",\"action\":\"block\",\"literals\":[\"pirate site\"]}]}");

    private GuardrailsReplay() {}

    static BeforeAfter run() {
        ModelBehaviour model =
                ModelBehaviour.builder().answer(ANSWER).tokensPerSecond(400).build();
        GuardrailBehaviour twelve = GuardrailBehaviour.builder().filters(12).build();
        try (BedrockSimulator simulator = BedrockSimulator.builder()
                        .model(MODEL, model)
                        .guardrail("shop", twelve)
                        .build();
                BedrockRuntimeAsyncClient bedrock = SimulatedClient.of(simulator, 20)) {
            judgedWhole(bedrock); // once for practice: a cold JVM is slower than any model
            return new BeforeAfter(judgedWhole(bedrock), judgedBeside(bedrock));
        }
    }

    private static String judgedWhole(BedrockRuntimeAsyncClient bedrock) {
        long start = Clock.SYSTEM.monotonicTime();
        String text = bedrock.converse(
                        request -> request.modelId(MODEL).messages(SimulatedClient.question("What is in stock?")))
                .join()
                .output()
                .message()
                .content()
                .get(0)
                .text();
        GuardrailAction action = bedrock.applyGuardrail(check -> check.guardrailIdentifier("shop")
                        .guardrailVersion("1")
                        .source(GuardrailContentSource.OUTPUT)
                        .content(GuardrailContentBlock.builder()
                                .text(block -> block.text(text))
                                .build()))
                .join()
                .action();
        return IncidentReplay.text(
                "the customer sees nothing for %d ms, the verdict is %s",
                millisSince(start), action == GuardrailAction.NONE ? "clean" : "stopped");
    }

    private static String judgedBeside(BedrockRuntimeAsyncClient bedrock) {
        try (Guardrails guardrails = Guardrails.builder(POLICY)
                .remote(BedrockApplyGuardrail.of(bedrock, "shop", "1"))
                .build()) {
            BedrockRuntimeAsyncClient guarded =
                    BedrockGuardrails.builder(guardrails, bedrock).build().asyncClient();
            long start = Clock.SYSTEM.monotonicTime();
            AtomicLong first = new AtomicLong(-1);
            AtomicInteger shown = new AtomicInteger();
            guarded.converseStream(
                            request -> request.modelId(MODEL).messages(SimulatedClient.question("What is in stock?")),
                            ConverseStreamResponseHandler.builder()
                                    .subscriber(ConverseStreamResponseHandler.Visitor.builder()
                                            .onContentBlockDelta(delta -> {
                                                first.compareAndSet(-1, millisSince(start));
                                                shown.addAndGet(
                                                        delta.delta().text().length());
                                            })
                                            .build())
                                    .build())
                    .join();
            return IncidentReplay.text(
                    "the customer sees the first words after %d ms, all %d characters after %d ms, judged by %d checks",
                    first.get(),
                    shown.get(),
                    millisSince(start),
                    guardrails.snapshot().remoteChecks());
        }
    }

    private static long millisSince(long start) {
        return (Clock.SYSTEM.monotonicTime() - start) / 1_000_000;
    }
}

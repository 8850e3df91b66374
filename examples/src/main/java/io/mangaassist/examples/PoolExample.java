package io.mangaassist.examples;

import io.mangaassist.pool.BedrockPool;
import io.mangaassist.pool.BedrockRung;
import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.Fault;
import io.mangaassist.testkit.ModelBehaviour;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** The pool alone: two models on a ladder, and an answer for the time when neither has room. */
public final class PoolExample {

    private static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";
    private static final String HAIKU = "anthropic.claude-3-haiku-20240307-v1:0";

    private PoolExample() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (BedrockSimulator bedrock = BedrockSimulator.builder()
                        .model(SONNET, says("Volume 12 continues the Kyoto arc."))
                        .model(HAIKU, says("Volume 12."))
                        .build();
                BedrockRuntimeAsyncClient sonnet = SimulatedClient.of(bedrock, 20);
                BedrockRuntimeAsyncClient haiku = SimulatedClient.of(bedrock, 40);
                BedrockPool pool = BedrockPool.builder()
                        .rung(BedrockRung.of("sonnet", SONNET, sonnet).permits(20))
                        .rung(BedrockRung.of("haiku", HAIKU, haiku).permits(40))
                        .degraded("The shop is very busy. Please ask again in a minute.")
                        .build()) {
            System.out.println("all is well: " + ask(pool));

            bedrock.faults(SONNET).always(Fault.throttled());
            System.out.println("Sonnet is throttled: " + ask(pool));

            bedrock.faults(HAIKU).always(Fault.throttled());
            System.out.println("both are: " + ask(pool));
            System.out.println("answered by: " + pool.snapshot().shares());
        }
    }

    private static String ask(BedrockPool pool) {
        return pool.asyncClient()
                .converse(request ->
                        request.modelId(SONNET).messages(SimulatedClient.question("Which volume comes next?")))
                .join()
                .output()
                .message()
                .content()
                .get(0)
                .text();
    }

    private static ModelBehaviour says(String answer) {
        return ModelBehaviour.builder().answer(answer).build();
    }
}

package io.mangaassist.cache;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mangaassist.core.Checks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/**
 * Embeds by Amazon Titan Text Embeddings V2 on Bedrock; needs the optional {@code bedrockruntime} of the AWS SDK.
 * Thread-safe, does not block. The client stays the caller's to close.
 */
public final class BedrockTitanEmbedder implements Embedder {

    private static final String DEFAULT_MODEL = "amazon.titan-embed-text-v2:0";
    private static final JsonFactory JSON = new JsonFactory();

    private final BedrockRuntimeAsyncClient client;
    private final String model;
    private final int dimensions;

    /**
     * Takes the model {@code amazon.titan-embed-text-v2:0}.
     *
     * @param client calls Bedrock
     * @param dimensions 256, 512 or 1024
     */
    public BedrockTitanEmbedder(BedrockRuntimeAsyncClient client, int dimensions) {
        this(client, dimensions, DEFAULT_MODEL);
    }

    /**
     * Takes another model of the same request and reply, or an inference profile.
     *
     * @param client calls Bedrock
     * @param dimensions 256, 512 or 1024
     * @param model its id or ARN
     */
    public BedrockTitanEmbedder(BedrockRuntimeAsyncClient client, int dimensions, String model) {
        Checks.check(
                dimensions == 256 || dimensions == 512 || dimensions == 1024,
                "dimensions",
                "256, 512 or 1024",
                dimensions);
        this.client = client;
        this.dimensions = dimensions;
        this.model = Checks.notBlank("model", model);
    }

    @Override
    public CompletionStage<float[]> embed(String text) {
        SdkBytes body = SdkBytes.fromByteArrayUnsafe(request(text));
        return client.invokeModel(call -> call.modelId(model)
                        .contentType("application/json")
                        .accept("application/json")
                        .body(body))
                .thenApply(reply -> vector(reply.body().asByteArrayUnsafe()));
    }

    private byte[] request(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("inputText", text);
            json.writeNumberField("dimensions", dimensions);
            json.writeBooleanField("normalize", true);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("Memory takes every byte", impossible);
        }
        return bytes.toByteArray();
    }

    private float[] vector(byte[] reply) {
        float[] vector = new float[dimensions];
        int read = 0;
        try (JsonParser json = JSON.createParser(reply)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.START_ARRAY && "embedding".equals(json.currentName())) {
                    while (json.nextToken() != JsonToken.END_ARRAY && read < dimensions) {
                        vector[read++] = json.getFloatValue();
                    }
                    break;
                }
            }
        } catch (IOException notJson) {
            throw new CompletionException(notJson);
        }
        return Arrays.copyOf(vector, read);
    }

    @Override
    public String toString() {
        return "BedrockTitanEmbedder{" + model + ", " + dimensions + "}";
    }
}

package io.mangaassist.consumers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mangaassist.pool.BedrockHttp;
import io.mangaassist.pool.BedrockPool;
import io.mangaassist.pool.BedrockRung;
import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;

final class PoolAloneTest {

    @Test
    void the_pool_answers_though_nobody_is_there() throws Exception {
        ClassPath.lacks("io.lettuce.core.RedisClient", "io.micrometer.tracing.Tracer");
        ClassPath.hasOneNetty();
        try (BedrockRuntimeAsyncClient nobody = BedrockHttp.clientBuilder(5)
                        .region(Region.AP_NORTHEAST_1)
                        .endpointOverride(URI.create("https://127.0.0.1:1"))
                        .build();
                BedrockPool pool = BedrockPool.builder()
                        .rung(BedrockRung.of("sonnet", "sonnet", nobody).permits(5))
                        .degraded("Please ask again in a minute.")
                        .build()) {
            String answer = pool.client()
                    .converse(r -> r.modelId("sonnet")
                            .messages(m -> m.role(ConversationRole.USER).content(c -> c.text("Is it in stock?"))))
                    .output()
                    .message()
                    .content()
                    .get(0)
                    .text();
            assertEquals("Please ask again in a minute.", answer);
        }
    }
}

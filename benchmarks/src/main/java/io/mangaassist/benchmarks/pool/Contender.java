package io.mangaassist.benchmarks.pool;

import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** One way to serve a sale. */
interface Contender extends AutoCloseable {

    String name();

    CompletionStage<ConverseResponse> ask();

    WatchedClient sonnet();

    @Override
    void close();
}

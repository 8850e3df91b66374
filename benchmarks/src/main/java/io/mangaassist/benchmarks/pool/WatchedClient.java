package io.mangaassist.benchmarks.pool;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeServiceClientConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** A client that adds up for how long how many of its permits are busy, whoever hands them out. */
final class WatchedClient implements BedrockRuntimeAsyncClient {

    private final BedrockRuntimeAsyncClient client;
    private final int permits;

    // guarded by this
    private int running;
    private long since = System.nanoTime();
    private double busyNanos;
    private int most;

    WatchedClient(BedrockRuntimeAsyncClient client, int permits) {
        this.client = client;
        this.permits = permits;
    }

    @Override
    public CompletableFuture<ConverseResponse> converse(ConverseRequest request) {
        change(1);
        CompletableFuture<ConverseResponse> call = client.converse(request);
        // futures run their callbacks newest first, so a call that follows may begin before this one ends: hence the
        // cap
        var unused = call.whenComplete((answer, failure) -> change(-1));
        return call;
    }

    private synchronized void change(int by) {
        long now = System.nanoTime();
        busyNanos += (double) Math.min(running, permits) * (now - since);
        since = now;
        running += by;
        most = Math.max(most, running);
    }

    /** Permit-seconds used so far. */
    synchronized double busySeconds() {
        change(0);
        return busyNanos / 1e9;
    }

    synchronized int mostAtOnce() {
        return most;
    }

    @Override
    public BedrockRuntimeServiceClientConfiguration serviceClientConfiguration() {
        return client.serviceClientConfiguration();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        client.close();
    }
}

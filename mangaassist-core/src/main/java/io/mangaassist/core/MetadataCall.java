package io.mangaassist.core;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One question to a metadata endpoint, with a limit that holds for the whole answer and one log line if it fails. */
final class MetadataCall {

    private static final Logger LOG = LoggerFactory.getLogger(MetadataCall.class);

    private static final ThreadFactory THREADS = NamedThreads.daemons("mangaassist-placement");

    private final String endpoint;
    private final HttpRequest.Builder request;
    private final Duration limit;

    private MetadataCall(String endpoint, HttpRequest.Builder request, Duration limit) {
        this.endpoint = endpoint;
        this.request = request;
        this.limit = limit;
    }

    /** Reads what the endpoint said. */
    interface Reader<T> {
        T read(String body) throws IOException;
    }

    /** A malformed address fails when the question is asked, not here. */
    static MetadataCall to(String endpoint, String address, Duration limit) {
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(limit);
        try {
            request.uri(URI.create(address));
        } catch (IllegalArgumentException noAddress) {
            LOG.debug("{} is not at a usable address", endpoint, noAddress);
        }
        return new MetadataCall(endpoint, request, limit);
    }

    MetadataCall header(String name, String value) {
        request.header(name, value);
        return this;
    }

    <T> CompletableFuture<T> get(Reader<T> reader) {
        return send(request.GET(), reader);
    }

    <T> CompletableFuture<T> put(Reader<T> reader) {
        return send(request.PUT(HttpRequest.BodyPublishers.noBody()), reader);
    }

    private <T> CompletableFuture<T> send(HttpRequest.Builder ready, Reader<T> reader) {
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture<T> limited = result.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((value, failure) -> {
                    if (failure != null) {
                        LOG.warn("{} gave {}; the placement is unknown", endpoint, reason(failure));
                    }
                });
        // On a thread of its own: making a client reads certificates, which takes its time.
        THREADS.newThread(() -> ask(ready, reader, result)).start();
        return limited;
    }

    private <T> void ask(HttpRequest.Builder ready, Reader<T> reader, CompletableFuture<T> result) {
        try {
            HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(limit)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            CompletableFuture<HttpResponse<String>> call =
                    client.sendAsync(ready.build(), HttpResponse.BodyHandlers.ofString());
            var ended = call.thenApply(response -> read(response, reader))
                    .whenComplete((value, failure) -> settle(result, value, failure));
            // Ends an exchange whose body never does.
            var unused = result.whenComplete((value, failure) -> call.cancel(true));
            LOG.debug("{} was asked: {}", endpoint, ended);
        } catch (RuntimeException cannotAsk) {
            result.completeExceptionally(cannotAsk);
        }
    }

    private static <T> void settle(CompletableFuture<T> result, T value, @Nullable Throwable failure) {
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(failure);
        }
    }

    private static <T> T read(HttpResponse<String> response, Reader<T> reader) {
        if (response.statusCode() != 200) {
            throw new CompletionException(new IOException("status " + response.statusCode()));
        }
        try {
            return reader.read(response.body());
        } catch (IOException | RuntimeException unexpected) {
            throw new CompletionException(new IOException("an answer that was not expected", unexpected));
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String said = cause.getMessage();
        return said == null ? cause.getClass().getSimpleName() : said;
    }
}

package io.mangaassist.core;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One question to a metadata endpoint, with a limit that holds for the whole answer and one log line if it fails. */
final class MetadataCall {

    private static final Logger LOG = LoggerFactory.getLogger(MetadataCall.class);

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
        CompletableFuture<HttpResponse<String>> call;
        try {
            HttpClient client = HttpClient.newBuilder().connectTimeout(limit).build();
            call = client.sendAsync(ready.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IllegalArgumentException | IllegalStateException noAddress) {
            LOG.warn("{} is not at a usable address; the placement is unknown", endpoint);
            return CompletableFuture.failedFuture(noAddress);
        }
        return call.thenApply(response -> read(response, reader))
                .orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((value, failure) -> {
                    if (failure != null) {
                        // Ends an exchange whose body never does.
                        call.cancel(true);
                        LOG.warn("{} gave {}; the placement is unknown", endpoint, reason(failure));
                    }
                });
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

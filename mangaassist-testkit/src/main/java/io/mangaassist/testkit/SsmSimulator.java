package io.mangaassist.testkit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Parameter Store on loopback, as far as {@code GetParametersByPath} (AWS JSON 1.1) goes: pages of at most ten, and the
 * refusals that a reader must survive.
 *
 * <pre>{@code
 * try (SsmSimulator ssm = SsmSimulator.start()) {
 *     ssm.put("/manga-assist/prod/bedrock-pool-size", "25");
 *     SsmAsyncClient client = SsmAsyncClient.builder().endpointOverride(ssm.endpoint())...
 * }
 * }</pre>
 *
 * <p>Thread-safe; scripts hold from the next request on.
 */
public final class SsmSimulator implements AutoCloseable {
    private static final String OPERATION = "AmazonSSM.GetParametersByPath";
    private static final int LARGEST_PAGE = 10;

    private final Map<String, String> parameters = new ConcurrentSkipListMap<>();
    private final AtomicReference<String> refusal = new AtomicReference<>("");
    private final AtomicInteger requests = new AtomicInteger();
    private final VertxServer server;

    private SsmSimulator() {
        server = new VertxServer(
                new VertxServer.Listen("127.0.0.1", 0, 100, 1),
                null,
                new VertxServer.Handlers(this::handle, () -> {}, () -> {}));
    }

    /** Starts one on a free port. */
    public static SsmSimulator start() {
        return new SsmSimulator();
    }

    /** Where a client finds it, over HTTP/1.1. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Sets a parameter by its whole name. */
    public SsmSimulator put(String name, String value) {
        Require.that(name.startsWith("/"), "name", "a whole name that begins with /", "\"" + name + "\"");
        parameters.put(name, value);
        return this;
    }

    /** Deletes a parameter. */
    public SsmSimulator remove(String name) {
        parameters.remove(name);
        return this;
    }

    /** Refuses every request with this error, as in {@code ThrottlingException} or {@code AccessDeniedException}. */
    public SsmSimulator refuseWith(String errorType) {
        refusal.set(errorType);
        return this;
    }

    /** Answers again. */
    public SsmSimulator answer() {
        refusal.set("");
        return this;
    }

    /** How many requests have arrived. */
    public int requests() {
        return requests.get();
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            requests.incrementAndGet();
            String error = refusal.get();
            if (!error.isEmpty()) {
                send(request, 400, new JsonObject().put("__type", error).put("message", "scripted"));
            } else if (!OPERATION.equals(request.getHeader("X-Amz-Target"))) {
                send(request, 400, new JsonObject().put("__type", "UnknownOperationException"));
            } else {
                send(request, 200, page(body.toJsonObject()));
            }
        });
    }

    private JsonObject page(JsonObject request) {
        String path = Objects.requireNonNullElse(request.getString("Path"), "/");
        String prefix = path.endsWith("/") ? path : path + "/";
        int size = Math.min(request.getInteger("MaxResults", LARGEST_PAGE), LARGEST_PAGE);
        int from = Integer.parseInt(request.getString("NextToken", "0"));
        List<Map.Entry<String, String>> found = parameters.entrySet().stream()
                .filter(parameter -> parameter.getKey().startsWith(prefix))
                .filter(parameter -> parameter.getKey().indexOf('/', prefix.length()) < 0)
                .toList();
        int to = Math.min(from + size, found.size());
        JsonArray page = new JsonArray();
        found.subList(Math.min(from, to), to).forEach(parameter -> page.add(parameter(parameter)));
        JsonObject answer = new JsonObject().put("Parameters", page);
        return to < found.size() ? answer.put("NextToken", Integer.toString(to)) : answer;
    }

    private static JsonObject parameter(Map.Entry<String, String> parameter) {
        return new JsonObject()
                .put("Name", parameter.getKey())
                .put("Type", "String")
                .put("Value", parameter.getValue())
                .put("Version", 1);
    }

    private static void send(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .end(Buffer.buffer(body.encode()))
                .onFailure(gone -> {});
    }

    /** Stops the server. May be called twice. */
    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "SsmSimulator{" + endpoint() + ", parameters=" + parameters.size() + "}";
    }
}

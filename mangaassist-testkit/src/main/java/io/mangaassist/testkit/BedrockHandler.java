package io.mangaassist.testkit;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From an HTTP request to the reply that answers it. */
final class BedrockHandler {
    private static final Logger LOG = LoggerFactory.getLogger(BedrockSimulator.class);
    private static final AnswerFormat CONVERSE = new ConverseFormat();
    private static final AnswerFormat CLAUDE = new ClaudeFormat();

    private final BedrockWorld world;

    BedrockHandler(BedrockWorld world) {
        this.world = world;
    }

    void handle(HttpServerRequest request) {
        Optional<BedrockPath> path = BedrockPath.of(Objects.requireNonNullElse(request.path(), ""));
        if (path.isEmpty() || !HttpMethod.POST.equals(request.method())) {
            request.response()
                    .setStatusCode(404)
                    .putHeader("x-amzn-errortype", "UnknownOperationException")
                    .end()
                    .onFailure(failure -> {});
            return;
        }
        Context context = Objects.requireNonNull(Vertx.currentContext(), "handlers run on a context");
        request.body().onSuccess(body -> begin(request, context, path.get(), body));
    }

    private void begin(HttpServerRequest request, Context context, BedrockPath path, Buffer body) {
        Exchange exchange = new Exchange(request, context, world.ledger().start(path));
        try {
            JsonObject json = body.length() == 0 ? new JsonObject() : body.toJsonObject();
            answer(exchange, path, json);
        } catch (DecodeException | ClassCastException e) {
            exchange.error(400, "ValidationException", "The request is not what this operation takes.");
        } catch (RuntimeException e) {
            LOG.warn("A script of the simulator failed with {}", e.getClass().getName());
            exchange.error(500, "InternalServerException", "A script of the simulator failed.");
        }
    }

    private void answer(Exchange exchange, BedrockPath path, JsonObject json) {
        if (path.operation().isGuardrail()) {
            judge(exchange, path, json);
            return;
        }
        Optional<ModelState> model = world.model(path.target());
        if (model.isEmpty()) {
            exchange.error(400, "ValidationException", "The provided model identifier is invalid.");
            return;
        }
        AnswerFormat format = path.operation().isConverse() ? CONVERSE : CLAUDE;
        AnswerFormat.Ask ask = format.read(json);
        BedrockCall call = new BedrockCall(
                path.operation(),
                path.target(),
                exchange.number(),
                ask.lastUserText(),
                ask.inputTokens(),
                ask.maxTokens());
        ModelReply reply = new ModelReply(exchange, format, model.get(), call);
        EarlyFault.strike(world.fault(call), path.operation().streams(), exchange, guarded(exchange, reply::send));
    }

    private void judge(Exchange exchange, BedrockPath path, JsonObject json) {
        GuardrailText text = path.operation() == BedrockOperation.APPLY_GUARDRAIL
                ? GuardrailText.ofContent(json)
                : GuardrailText.ofMessages(json);
        BedrockCall call =
                new BedrockCall(path.operation(), path.target(), exchange.number(), text.joined(), text.tokens(), 0);
        GuardrailReply reply = new GuardrailReply(exchange, world.guardrail(path.target()), path, text);
        EarlyFault.strike(world.fault(call), false, exchange, guarded(exchange, fault -> reply.send(json, fault)));
    }

    /** A script that throws late, after a stall, fails its call as it would have failed it at once. */
    private static EarlyFault.Answer guarded(Exchange exchange, EarlyFault.Answer answer) {
        return fault -> {
            try {
                answer.send(fault);
            } catch (RuntimeException e) {
                LOG.warn(
                        "A script of the simulator failed with {}", e.getClass().getName());
                exchange.error(500, "InternalServerException", "A script of the simulator failed.");
            }
        };
    }
}

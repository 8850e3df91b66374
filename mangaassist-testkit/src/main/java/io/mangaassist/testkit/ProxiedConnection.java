package io.mangaassist.testkit;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One client's connection through a proxy, and the one to the server that belongs to it. Lives on one event loop. */
final class ProxiedConnection {
    private final Vertx vertx;
    private final Context context = Objects.requireNonNull(Vertx.currentContext(), "proxies run on a context");
    private final NetSocket client;
    private final ProxyState state;
    private final Consumer<ProxiedConnection> onEnd;
    private @Nullable NetSocket server;
    private @Nullable ProxyPipe toServer;
    private @Nullable ProxyPipe toClient;
    private boolean ended;

    ProxiedConnection(Vertx vertx, NetSocket client, ProxyState state, Consumer<ProxiedConnection> onEnd) {
        this.vertx = vertx;
        this.client = client;
        this.state = state;
        this.onEnd = onEnd;
        client.exceptionHandler(failure -> {});
        client.closeHandler(closed -> end());
    }

    void join(NetSocket toTarget) {
        server = toTarget;
        toTarget.exceptionHandler(failure -> {});
        if (ended) {
            end();
            return;
        }
        toServer = new ProxyPipe(vertx, client, toTarget, state::delayToServer, state::passedToServer);
        toClient = new ProxyPipe(vertx, toTarget, client, state::delayToClient, state::passedToClient);
        toTarget.closeHandler(closed -> end());
        apply();
        client.resume();
    }

    /** Any thread. */
    void settingsChanged() {
        context.runOnContext(now -> apply());
    }

    /** Any thread. */
    void cut() {
        context.runOnContext(now -> end());
    }

    private void apply() {
        ProxyPipe up = toServer;
        ProxyPipe down = toClient;
        if (up != null && down != null) {
            up.hold(state.holds());
            down.hold(state.holds());
        }
    }

    /** What was on its way still goes, unless it was held; then both sides close. */
    private void end() {
        ended = true;
        onEnd.accept(this);
        client.close().onFailure(gone -> {});
        NetSocket other = server;
        if (other != null) {
            other.close().onFailure(gone -> {});
        }
    }
}

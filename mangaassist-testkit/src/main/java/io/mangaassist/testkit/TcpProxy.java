package io.mangaassist.testkit;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on loopback that counts, delays, holds and cuts what passes.
 *
 * <p>It stands between a client and any server, such as {@link RedisFixture}, and knows no protocol. A delay shifts every
 * piece by the same time and keeps the order: with 18 ms towards the server, each request of a client that waits for its
 * answers takes 18 ms longer.
 *
 * <p>Thread-safe: settings may change at any time and hold for what arrives from then on. One daemon thread serves, with
 * timers and without sleeping. Whoever builds it closes it.
 */
public final class TcpProxy implements AutoCloseable {
    private final String address;
    private final InetSocketAddress target;
    private final Vertx vertx;
    private final NetServer server;
    private final NetClient client;
    private final ProxyState state = new ProxyState();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

    private TcpProxy(Builder builder) {
        this.address = builder.address;
        this.target = builder.target;
        state.delayToServer(builder.toServer);
        state.delayToClient(builder.toClient);
        this.vertx = Vertx.vertx(VertxServer.vertxOptions(1));
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(5_000));
        this.server = vertx.createNetServer(
                        new NetServerOptions().setHost(address).setPort(builder.port))
                .connectHandler(this::connected);
        try {
            VertxServer.await(server.listen());
        } catch (IllegalStateException e) {
            close();
            throw e.getCause() instanceof BindException ? Ports.taken(address, builder.port, e.getCause()) : e;
        }
    }

    /** A proxy on a free port of 127.0.0.1 that changes nothing, in front of this server. */
    public static Builder to(InetSocketAddress target) {
        return new Builder(target);
    }

    /** The same, in front of a port of 127.0.0.1. */
    public static Builder to(int port) {
        Require.that(port > 0 && port <= 65_535, "port", "from 1 to 65535", port);
        return to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Where clients find it. */
    public InetSocketAddress address() {
        return new InetSocketAddress(address, port());
    }

    /** The port it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** From now on every piece from client to server is this much later; at least 0. */
    public TcpProxy delayToServer(Duration value) {
        state.delayToServer(Require.notNegative("delayToServer", value));
        return this;
    }

    /** From now on every piece from server to client is this much later; at least 0. */
    public TcpProxy delayToClient(Duration value) {
        state.delayToClient(Require.notNegative("delayToClient", value));
        return this;
    }

    /** Nothing passes in either direction until {@link #release()}; connections stay open, as behind a dead link. */
    public TcpProxy hold() {
        state.hold(true);
        connections.forEach(ProxiedConnection::settingsChanged);
        return this;
    }

    /** What was held passes now, and what comes later too. */
    public TcpProxy release() {
        state.hold(false);
        connections.forEach(ProxiedConnection::settingsChanged);
        return this;
    }

    /** New connections are accepted and cut at once, or served again. */
    public TcpProxy refuse(boolean value) {
        state.refuse(value);
        return this;
    }

    /** Cuts every open connection on both sides; what was held or delayed is lost. */
    public void cutAll() {
        connections.forEach(ProxiedConnection::cut);
    }

    /** What has passed so far. */
    public ProxyCounts counts() {
        return state.counts(connections.size());
    }

    private void connected(NetSocket fromClient) {
        if (state.refuses()) {
            fromClient.close().onFailure(gone -> {});
            return;
        }
        fromClient.pause();
        state.opened();
        ProxiedConnection connection = new ProxiedConnection(vertx, fromClient, state, connections::remove);
        connections.add(connection);
        client.connect(SocketAddress.inetSocketAddress(target))
                .onSuccess(connection::join)
                .onFailure(refused -> connection.cut());
    }

    /** Ends every connection and its thread; blocks until they are gone. May be called twice. */
    @Override
    public void close() {
        VertxServer.await(vertx.close());
    }

    @Override
    public String toString() {
        return "TcpProxy[" + address + ":" + port() + " -> " + target + ", " + counts() + "]";
    }

    /** Settings of a {@link TcpProxy}; not thread-safe. */
    public static final class Builder {
        private final InetSocketAddress target;
        private String address = "127.0.0.1";
        private int port;
        private Duration toServer = Duration.ZERO;
        private Duration toClient = Duration.ZERO;

        private Builder(InetSocketAddress target) {
            this.target = target;
        }

        /** Address to listen on, one of 127/8; 127.0.0.1 by default. */
        public Builder address(String value) {
            this.address = Ports.loopback(value);
            return this;
        }

        /** Port to listen on, from 0 to 65535; 0, the default, takes a free one. */
        public Builder port(int value) {
            this.port = Require.port(value);
            return this;
        }

        /** Delay from client to server at the start; none by default. */
        public Builder delayToServer(Duration value) {
            this.toServer = Require.notNegative("delayToServer", value);
            return this;
        }

        /** Delay from server to client at the start; none by default. */
        public Builder delayToClient(Duration value) {
            this.toClient = Require.notNegative("delayToClient", value);
            return this;
        }

        /**
         * Starts the proxy; blocks until it listens. The server behind it need not be there yet.
         *
         * @throws IllegalStateException if the port is taken
         */
        public TcpProxy build() {
            return new TcpProxy(this);
        }
    }
}

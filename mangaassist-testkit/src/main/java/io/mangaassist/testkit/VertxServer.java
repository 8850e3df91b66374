package io.mangaassist.testkit;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.net.BindException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** An HTTP server on loopback with daemon threads of its own: HTTP/1.1 and h2c, or both with TLS. */
final class VertxServer implements AutoCloseable {
    private static final long START_AND_STOP_SECONDS = 20;
    private static final long HANDSHAKE_SECONDS = 60;

    private final Vertx vertx;
    private final AtomicInteger port = new AtomicInteger();
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();

    /** Who listens where. */
    record Listen(String address, int port, int maxConcurrentStreams, int eventLoops) {}

    /** What is done with what arrives. */
    record Handlers(Handler<HttpServerRequest> request, Runnable opened, Runnable closed) {}

    VertxServer(Listen listen, @Nullable TestCertificate certificate, Handlers handlers) {
        this.vertx = Vertx.vertx(vertxOptions(listen.eventLoops()));
        HttpServerOptions options = serverOptions(listen, certificate);
        try {
            await(vertx.deployVerticle(
                    () -> new Listener(options, handlers), new DeploymentOptions().setInstances(listen.eventLoops())));
        } catch (IllegalStateException e) {
            close();
            throw e.getCause() instanceof BindException
                    ? Ports.taken(listen.address(), listen.port(), e.getCause())
                    : e;
        }
    }

    int port() {
        return port.get();
    }

    Set<HttpConnection> connections() {
        return connections;
    }

    static VertxOptions vertxOptions(int eventLoops) {
        return new VertxOptions()
                .setUseDaemonThread(true)
                .setEventLoopPoolSize(eventLoops)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }

    private static HttpServerOptions serverOptions(Listen listen, @Nullable TestCertificate certificate) {
        // -1: any free port, the same for all listeners of this server
        HttpServerOptions options = new HttpServerOptions()
                .setHost(listen.address())
                .setPort(listen.port() == 0 ? -1 : listen.port())
                .setAcceptBacklog(4_096)
                .setMaxHeaderSize(65_536)
                .setMaxInitialLineLength(16_384)
                // a client that cancels many streams is what we want to see, not an attack
                .setHttp2RstFloodMaxRstFramePerWindow(0);
        options.getInitialSettings().setMaxConcurrentStreams(listen.maxConcurrentStreams());
        if (certificate != null) {
            warmUp(certificate);
            options.setSsl(true)
                    // a client that comes with thousands of handshakes at once is to be served, not cut off
                    .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                    .setUseAlpn(true)
                    // as objects: reading them from PEM costs a cold JVM seconds
                    .setKeyCertOptions(KeyCertOptions.wrap(certificate.keyManagers()));
        }
        return options;
    }

    /**
     * The first TLS server of a JVM makes Netty start Bouncy Castle: a second of processor time, and more on a busy machine.
     * That is paid here, not in the handshake of the first client, who may have a time-out.
     */
    private static void warmUp(TestCertificate certificate) {
        try {
            SslContextBuilder.forServer(certificate.keyManagers())
                    .sslProvider(SslProvider.JDK)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS is not to be had: " + e.getMessage(), e);
        }
    }

    /** Ends every connection and thread; blocks until they are gone. May be called twice. */
    @Override
    public void close() {
        await(vertx.close());
    }

    /** Like {@code join}, for futures of a server that must answer soon. */
    static void await(Future<?> future) {
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        future.onComplete(result -> {
            failure.set(result.cause());
            done.countDown();
        });
        try {
            if (!done.await(START_AND_STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server did not start or stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server started or stopped", e);
        }
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("the server could not start or stop: " + cause.getMessage(), cause);
        }
    }

    /** One event loop's share of the server. */
    private final class Listener extends VerticleBase {
        private final HttpServerOptions options;
        private final Handlers handlers;

        Listener(HttpServerOptions options, Handlers handlers) {
            this.options = options;
            this.handlers = handlers;
        }

        @Override
        public Future<HttpServer> start() {
            return vertx.createHttpServer(options)
                    .requestHandler(handlers.request())
                    .connectionHandler(this::connected)
                    .exceptionHandler(failure -> {})
                    .listen()
                    .onSuccess(server -> port.set(server.actualPort()));
        }

        private void connected(HttpConnection connection) {
            connections.add(connection);
            handlers.opened().run();
            connection.closeHandler(closed -> {
                connections.remove(connection);
                handlers.closed().run();
            });
            connection.exceptionHandler(failure -> {});
        }
    }
}

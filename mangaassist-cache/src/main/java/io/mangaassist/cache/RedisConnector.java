package io.mangaassist.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.mangaassist.core.Checks;
import io.mangaassist.core.NettyVersions;
import io.micrometer.core.instrument.Clock;
import io.netty.resolver.AddressResolverGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows how to reach Redis: addresses, credentials, TLS, name resolution. Doors of this room connect through it when
 * they need to; making one connects to nothing, so an application starts without Redis. Thread-safe.
 *
 * <p>It owns Lettuce's client, event loops and timer, and ends them on {@link #close()}: close the doors first.
 */
public final class RedisConnector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisConnector.class);
    private static final Duration QUIET = Duration.ZERO;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    /** A second belt: the doors' own windows are smaller. */
    private static final int LETTUCE_QUEUE = 1 << 15;

    private final RedisURI uri;
    private final Duration connectTimeout;
    private final ClientResources resources;
    private final RedisClient client;
    private final RedisNodes nodes;
    private final @Nullable RedisClusterNodes cluster;
    /** What is being closed, and has not reported back yet. */
    private final Map<LettuceLink, CompletableFuture<Void>> closings = new ConcurrentHashMap<>();

    private final AtomicBoolean closed = new AtomicBoolean();

    private RedisConnector(Builder builder) {
        NettyVersions.warnIfMixed();
        this.uri = builder.uri;
        this.connectTimeout = builder.connectTimeout;
        ClientResources.Builder settings = DefaultClientResources.builder();
        if (builder.resolver != null) {
            settings.addressResolverGroup(builder.resolver);
        }
        this.resources = settings.build();
        this.client = RedisClient.create(resources);
        client.setOptions(options(connectTimeout));
        RedisURI seed = RedisURI.builder(uri).withTimeout(connectTimeout).build();
        this.cluster = builder.cluster ? new RedisClusterNodes(resources, seed, this::connect) : null;
        this.nodes = cluster == null ? new Standalone() : cluster;
    }

    /**
     * Makes a connector with all defaults.
     *
     * @param uri where Redis is: {@code redis://} or, for TLS, {@code rediss://}, with user and password if needed
     * @return a connector
     */
    public static RedisConnector of(RedisURI uri) {
        return builder(uri).build();
    }

    /**
     * Begins a connector.
     *
     * @param uri where Redis is: host, port, data base, TLS, user and password
     * @return a builder
     */
    public static Builder builder(RedisURI uri) {
        return new Builder(uri);
    }

    RedisNodes nodes() {
        return nodes;
    }

    private CompletionStage<RedisLink> connect(RedisNode node) {
        RedisURI target = RedisURI.builder(uri)
                .withHost(node.host())
                .withPort(node.port())
                .withTimeout(connectTimeout)
                .build();
        return client.connectAsync(ByteArrayCodec.INSTANCE, target).handle((connection, failure) -> {
            if (failure != null) {
                throw new RedisFaultException(LettuceFaults.ofConnect(failure));
            }
            return new LettuceLink(connection, closings);
        });
    }

    private static ClientOptions options(Duration connectTimeout) {
        return ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(LETTUCE_QUEUE)
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(
                        SocketOptions.builder().connectTimeout(connectTimeout).build())
                .build();
    }

    /** Ends Lettuce's threads; waits at most two seconds. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        awaitClosings();
        if (cluster != null) {
            cluster.close(CLOSE_LIMIT);
        }
        client.shutdown(QUIET, CLOSE_LIMIT);
        boolean unused = resources
                .shutdown(0, CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_LIMIT.toMillis());
    }

    private void awaitClosings() {
        try {
            CompletableFuture.allOf(closings.values().toArray(CompletableFuture[]::new))
                    .get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException notClean) {
            LOG.debug("A connection did not close cleanly");
        }
    }

    @Override
    public String toString() {
        return "RedisConnector{" + uri.getHost() + ":" + uri.getPort() + (uri.isSsl() ? ", TLS" : "")
                + (cluster == null ? "" : ", cluster") + "}";
    }

    /** One primary, always the same. */
    private final class Standalone implements RedisNodes {

        private final RedisNode only = new RedisNode(uri.getHost(), uri.getPort());
        private final Outages outages = new Outages(Clock.SYSTEM);

        @Override
        public RedisNode nodeOf(byte[] key) {
            return only;
        }

        @Override
        public List<RedisNode> primaries() {
            return List.of(only);
        }

        @Override
        public void layoutChanged() {
            // A single node has no layout; the next connection resolves its name again.
        }

        @Override
        public Outages outages() {
            return outages;
        }

        @Override
        public CompletionStage<RedisLink> connect(RedisNode node) {
            return RedisConnector.this.connect(node);
        }
    }

    /** Collects the settings of a connector. */
    public static final class Builder {

        private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

        private final RedisURI uri;
        private Duration connectTimeout = CONNECT_TIMEOUT;
        private boolean cluster;
        private @Nullable AddressResolverGroup<?> resolver;

        private Builder(RedisURI uri) {
            Checks.check(uri.getHost() != null && !uri.getHost().isBlank(), "uri", "one with a host", "one without");
            this.uri = uri;
        }

        /** Sets how long connecting and the handshake may take; 2 s if not set. */
        public Builder connectTimeout(Duration limit) {
            this.connectTimeout = Checks.positive("connectTimeout", limit);
            return this;
        }

        /**
         * Takes the address for one of a Redis Cluster (ElastiCache: the configuration endpoint). Each primary then
         * has connections, window and breaker of its own.
         */
        public Builder cluster() {
            this.cluster = true;
            return this;
        }

        /**
         * Resolves host names by the given group instead of the operating system: a caching DNS resolver, for example.
         * It stays the caller's to close, after this connector.
         */
        public Builder addressResolver(AddressResolverGroup<?> group) {
            this.resolver = group;
            return this;
        }

        /** Returns the connector; starts threads only when something connects. */
        public RedisConnector build() {
            return new RedisConnector(this);
        }
    }
}

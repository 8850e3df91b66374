package io.mangaassist.dns;

import io.netty.channel.ChannelHandler;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives a resolver to whatever is built on Netty: Lettuce by {@code ClientResources.builder().addressResolverGroup(...)},
 * reactor-netty by {@code HttpClient.resolver(...)}, any other by {@code Bootstrap.resolver(...)}.
 */
public final class NettyResolvers {

    private NettyResolvers() {}

    /**
     * Returns the resolver as a Netty resolver group. It never blocks the event loop, and completes on it at once when a
     * good answer is known.
     *
     * @param resolver must outlive the group; closing the group does not close it
     * @return a group that may be shared by many clients
     */
    public static AddressResolverGroup<InetSocketAddress> group(CachingDnsResolver resolver) {
        return new Group(resolver);
    }

    /**
     * Returns a handler that refuses connections to addresses outside the policy, counts them, and reports connections
     * that fail. Put it first into the pipeline before the channel connects.
     *
     * @param resolver must outlive the handler
     * @return a handler that may be shared by many channels
     */
    public static ChannelHandler connectGuard(CachingDnsResolver resolver) {
        return new NettyConnectGuard(resolver, false);
    }

    /**
     * Returns the connect guard for a Redis client: it also reports a node that answers {@code READONLY}, so that its name
     * is looked up at once after a fail-over. For Lettuce, put it first into the pipeline in a {@code NettyCustomizer}'s
     * {@code afterChannelInitialized}. Behind TLS it sees no replies; then call
     * {@link CachingDnsResolver#reportReadOnly}.
     *
     * @param resolver must outlive the handler
     * @return a handler that may be shared by many channels
     */
    public static ChannelHandler redisGuard(CachingDnsResolver resolver) {
        return new NettyConnectGuard(resolver, true);
    }

    private static final class Group extends AddressResolverGroup<InetSocketAddress> {

        private final CachingDnsResolver resolver;

        Group(CachingDnsResolver resolver) {
            this.resolver = resolver;
        }

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new Names(executor, resolver).asAddressResolver();
        }
    }

    private static final class Names extends InetNameResolver {

        private final CachingDnsResolver resolver;

        Names(EventExecutor executor, CachingDnsResolver resolver) {
            super(executor);
            this.resolver = resolver;
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> promise) {
            resolve(host, promise, addresses -> addresses.get(0));
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
            resolve(host, promise, addresses -> addresses);
        }

        private <T> void resolve(String host, Promise<T> promise, Function<List<InetAddress>, T> pick) {
            Later.then(resolver.resolveAsync(host), (addresses, failure) -> {
                if (addresses != null) {
                    promise.trySuccess(pick.apply(addresses));
                } else {
                    promise.tryFailure(unknown(host, failure));
                }
            });
        }

        private static UnknownHostException unknown(String host, @Nullable Throwable failure) {
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(failure);
            return unknown;
        }
    }
}

package io.mangaassist.dns;

import io.mangaassist.core.DrainingCloseable;
import io.mangaassist.core.NettyVersions;
import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A DNS resolver that never waits, fails or believes a foreign address as long as it knows one good answer.
 *
 * <p>Answers are judged by an {@link AnswerPolicy} before they are cached, refreshed in the background before they get
 * old, and kept as the last known good ones when the refresh fails, is rejected or stays away. A caller waits only for
 * the first answer of a host, and many callers wait for the same lookup.
 *
 * <p>Thread-safe. It owns a timer thread, an event loop thread if it has name servers, and up to five short-lived
 * threads; all are daemons and end with {@link #close()}, which is the application's to call, after the clients that
 * resolve through it.
 */
public final class CachingDnsResolver implements DrainingCloseable {

    private final DnsConfig config;
    private final Parts parts;
    private final HostTable hosts;
    private final Clock clock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private CachingDnsResolver(DnsConfig config, Parts parts) {
        this.config = config;
        this.parts = parts;
        this.hosts = parts.hosts;
        this.clock = config.clock();
    }

    /**
     * Returns a builder with the defaults.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the addresses of a host. Never blocks when a good answer is known; otherwise blocks for at most the wait
     * limit. Literal addresses and the empty name are answered as the JDK does, without a query.
     *
     * @param host a host name, in any case, with or without the trailing dot, internationalised or not
     * @return at least one address, immutable; the first is the one to try first. Each carries the host's name.
     * @throws DnsLookupException if no good answer is known and none came in time
     */
    public List<InetAddress> resolve(String host) {
        List<InetAddress> addresses = hit(host);
        if (addresses != null) {
            return addresses;
        }
        if (closed.get()) {
            throw new DnsLookupException(host, DnsLookupException.Reason.CLOSED);
        }
        return parts.cold.await(host, config.limits().waitLimit());
    }

    private @Nullable List<InetAddress> hit(String host) {
        KnownHost known = hosts.find(host);
        if (known == null) {
            return null;
        }
        List<InetAddress> addresses = known.serve(clock.monotonicTime());
        if (addresses != null && known.isDormant()) {
            parts.refresher.refresh(known);
        }
        return addresses;
    }

    /**
     * Returns the addresses of a host without ever blocking.
     *
     * @param host as for {@link #resolve}
     * @return completed already when a good answer is known. Fails with a {@link DnsLookupException}. What hangs on it
     *     may run on the resolver's callback thread and must not block there.
     */
    public CompletableFuture<List<InetAddress>> resolveAsync(String host) {
        List<InetAddress> addresses = hit(host);
        if (addresses != null) {
            return CompletableFuture.completedFuture(addresses);
        }
        return closed.get()
                ? CompletableFuture.failedFuture(new DnsLookupException(host, DnsLookupException.Reason.CLOSED))
                : parts.cold.promise(host, parts.ports.callers());
    }

    /**
     * Looks hosts up before anybody needs them, and keeps them fresh from now on as if the policy named them. For a
     * readiness probe: failed lookups are tried again until the limit. Never blocks.
     *
     * @param names host names
     * @param limit how long to try
     * @return the hosts for which there is still no good answer: empty when ready. Never fails.
     */
    public CompletableFuture<List<String>> warmUp(Collection<String> names, Duration limit) {
        return closed.get()
                ? CompletableFuture.completedFuture(List.copyOf(names))
                : new WarmUp(parts, clock).run(names, limit);
    }

    /**
     * Returns the latest 256 answers of the name servers as they came, for the post-mortem.
     *
     * @return oldest first
     */
    public List<RecordedAnswer> recordedAnswers() {
        return parts.recorder.read();
    }

    /**
     * Returns how the resolver has served so far.
     *
     * @return a snapshot; its numbers may be a few calls apart
     */
    public DnsStatistics statistics() {
        return parts.statistics();
    }

    AnswerPolicy policy() {
        return config.policy();
    }

    /**
     * Tells that an address could not be connected to: it is handed out last for a while, and the host is looked up
     * again at once (at most once a second). Does nothing for a host that is not known. Never blocks.
     *
     * @param host as for {@link #resolve}
     * @param address the address that failed
     */
    public void reportConnectFailure(String host, InetAddress address) {
        parts.feedback.demote(host, address);
    }

    /**
     * Tells that the Redis node at this address is not the primary any more: the same as a failed connection, which usually
     * means that its name has moved.
     *
     * @param host as for {@link #resolve}
     * @param address the address that answered {@code READONLY}
     */
    public void reportReadOnly(String host, InetAddress address) {
        parts.feedback.demote(host, address);
    }

    /** Counts a connection that was refused. */
    void guardBlocked() {
        parts.meters.guardBlocked();
    }

    /** Refuses new lookups, lets those that somebody waits for end within {@code limit}, then stops all threads. */
    @Override
    public boolean close(Duration limit) {
        if (!closed.compareAndSet(false, true)) {
            return true;
        }
        boolean drained = Drain.await(hosts, limit);
        parts.close();
        return drained;
    }

    @Override
    public void close() {
        close(config.limits().closeLimit());
    }

    @Override
    public String toString() {
        return "CachingDnsResolver{name=" + config.name() + ", nameServers=" + config.nameServers() + ", "
                + config.policy() + ", " + statistics() + "}";
    }

    /** Collects the settings of a resolver; not thread-safe. */
    public static final class Builder {

        private String name = "default";
        private MeterRegistry meterRegistry = Metrics.globalRegistry;
        private Segments segments = Segments.none();
        private Clock clock = Clock.SYSTEM;
        private AnswerPolicy policy = AnswerPolicy.open();
        private final List<NameServer> nameServers = new ArrayList<>();
        private Freshness freshness = Freshness.defaults();
        private Duration waitLimit = Duration.ofMillis(1_500);
        private Duration closeLimit = Duration.ofSeconds(1);
        private int maxHosts = 256;
        private ColdStart coldStart = ColdStart.empty();
        private VpcEndpoints endpoints = VpcEndpoints.none();

        private Builder() {}

        /** Names the resolver in meters, threads and logs; not blank. Default: {@code "default"}. */
        public Builder name(String value) {
            this.name = value;
            return this;
        }

        /**
         * Sets where the meters go. Default: Micrometer's global registry.
         *
         * @param registry stays the caller's; the resolver's meters leave it on close
         */
        public Builder meterRegistry(MeterRegistry registry) {
            this.meterRegistry = registry;
            return this;
        }

        /**
         * Times resolutions that wait, as the segment {@code dns-resolution}. Default: none.
         *
         * @param value stays the caller's
         */
        public Builder segments(Segments value) {
            this.segments = value;
            return this;
        }

        /** Sets the clock, whose monotonic time decides what is fresh. Default: the system's. */
        public Builder clock(Clock value) {
            this.clock = value;
            return this;
        }

        /** Sets which addresses are believed. Default: {@link AnswerPolicy#open()}. */
        public Builder policy(AnswerPolicy value) {
            this.policy = value;
            return this;
        }

        /**
         * Sets the name servers, best first. Default: none, so that the JDK looks up every host.
         *
         * @param servers literal addresses: VPC+2 first, then inbound endpoints in other availability zones
         */
        public Builder nameServers(NameServer... servers) {
            nameServers.clear();
            nameServers.addAll(List.of(servers));
            return this;
        }

        /** Sets how long answers count. Default: {@link Freshness#defaults()}. */
        public Builder freshness(Freshness value) {
            this.freshness = value;
            return this;
        }

        /**
         * Limits one lookup, and so the wait for the first answer of a host. Default: 1.5 s, three name servers one
         * after another with time to spare, and still inside the two seconds a customer is promised.
         *
         * @param limit greater than zero
         */
        public Builder waitLimit(Duration limit) {
            this.waitLimit = limit;
            return this;
        }

        /**
         * Limits how long {@link CachingDnsResolver#close()} waits for lookups that somebody waits for. Default: 1 s.
         *
         * @param limit zero or more
         */
        public Builder closeLimit(Duration limit) {
            this.closeLimit = limit;
            return this;
        }

        /**
         * Limits how many hosts are known beside those that configuration names. Default: 256.
         *
         * @param count greater than zero
         */
        public Builder maxHosts(int count) {
            this.maxHosts = count;
            return this;
        }

        /**
         * Sets what is known before the first lookup. Default: nothing.
         *
         * @param value a snapshot file, a seed, or both
         */
        public Builder coldStart(ColdStart value) {
            this.coldStart = value;
            return this;
        }

        /**
         * Sets what is known of the VPC endpoints behind the hosts. Default: nothing.
         *
         * @param value their names and zones
         */
        public Builder endpoints(VpcEndpoints value) {
            this.endpoints = value;
            return this;
        }

        /**
         * Builds the resolver and starts its threads; asks nothing yet, unless it has a cold start to refresh.
         *
         * @return the resolver, to be closed by the caller
         * @throws IllegalArgumentException if a setting is impossible; the message names it
         */
        public CachingDnsResolver build() {
            DnsConfig checked = config();
            return build(checked, Ports.real(checked.name()));
        }

        /** Builds it on ports of a test. */
        CachingDnsResolver build(Ports ports) {
            return build(config(), ports);
        }

        private static CachingDnsResolver build(DnsConfig checked, Ports ports) {
            NettyVersions.warnIfMixed();
            return new CachingDnsResolver(checked, new Parts(checked, ports));
        }

        private DnsConfig config() {
            return new DnsConfig(
                    name,
                    meterRegistry,
                    segments,
                    clock,
                    policy,
                    nameServers,
                    freshness,
                    coldStart,
                    endpoints,
                    new DnsConfig.Limits(waitLimit, closeLimit, maxHosts));
        }
    }
}

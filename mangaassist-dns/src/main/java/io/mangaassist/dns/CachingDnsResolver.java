package io.mangaassist.dns;

import io.mangaassist.core.Checks;
import io.mangaassist.core.DrainingCloseable;
import io.mangaassist.core.NettyVersions;
import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

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
        KnownHost known = hosts.find(host);
        List<InetAddress> addresses = known == null ? null : known.serve(clock.monotonicTime());
        if (known == null || addresses == null) {
            return resolveCold(host);
        }
        if (known.isDormant()) {
            parts.refresher.refresh(known);
        }
        return addresses;
    }

    private List<InetAddress> resolveCold(String host) {
        if (closed.get()) {
            throw new DnsLookupException(host, DnsLookupException.Reason.CLOSED);
        }
        return parts.cold.await(host, config.times().waitLimit());
    }

    /**
     * Returns the addresses of a host without ever blocking.
     *
     * @param host as for {@link #resolve}
     * @return completed already when a good answer is known. Fails with a {@link DnsLookupException}. What hangs on it
     *     may run on the resolver's callback thread and must not block there.
     */
    public CompletableFuture<List<InetAddress>> resolveAsync(String host) {
        KnownHost known = hosts.find(host);
        List<InetAddress> addresses = known == null ? null : known.serve(clock.monotonicTime());
        if (known == null || addresses == null) {
            return closed.get()
                    ? CompletableFuture.failedFuture(new DnsLookupException(host, DnsLookupException.Reason.CLOSED))
                    : parts.cold.promise(host, parts.ports.callers());
        }
        if (known.isDormant()) {
            parts.refresher.refresh(known);
        }
        return CompletableFuture.completedFuture(addresses);
    }

    /**
     * Returns how the resolver has served so far.
     *
     * @return a snapshot; its numbers may be a few calls apart
     */
    public DnsStatistics statistics() {
        return parts.statistics();
    }

    /**
     * Returns the policy that answers are judged by.
     *
     * @return as the builder was given it
     */
    public AnswerPolicy policy() {
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
        boolean drained = drain(limit);
        parts.close();
        return drained;
    }

    private boolean drain(Duration limit) {
        CompletableFuture<?>[] waited = hosts.all().stream()
                .filter(host -> host.answer() == null)
                .map(KnownHost::flight)
                .flatMap(flight -> flight == null ? Stream.empty() : Stream.of(flight.result()))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(waited).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    @Override
    public void close() {
        close(config.times().closeLimit());
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
        private final Map<String, List<String>> aliases = new LinkedHashMap<>();
        private final List<Map.Entry<HostPattern, Duration>> maxStaleByPattern = new ArrayList<>();
        private Duration maxStale = Duration.ofHours(24);
        private Duration minTtl = Duration.ofSeconds(5);
        private Duration maxTtl = Duration.ofSeconds(60);
        private Duration negativeTtl = Duration.ofSeconds(1);
        private Duration firstRetry = Duration.ofSeconds(1);
        private Duration lastRetry = Duration.ofSeconds(30);
        private Duration waitLimit = Duration.ofMillis(1_500);
        private Duration closeLimit = Duration.ofSeconds(1);
        private int maxHosts = 256;

        private Builder() {}

        /**
         * Names the resolver in meters, threads and logs. Default: {@code "default"}.
         *
         * @param value not blank
         * @return this
         */
        public Builder name(String value) {
            this.name = value;
            return this;
        }

        /**
         * Sets where the meters go. Default: Micrometer's global registry.
         *
         * @param registry stays the caller's; the resolver's meters leave it on close
         * @return this
         */
        public Builder meterRegistry(MeterRegistry registry) {
            this.meterRegistry = registry;
            return this;
        }

        /**
         * Times resolutions that wait, as the segment {@code dns-resolution}. Default: none.
         *
         * @param value stays the caller's
         * @return this
         */
        public Builder segments(Segments value) {
            this.segments = value;
            return this;
        }

        /**
         * Sets the clock. Default: the system's.
         *
         * @param value its monotonic time decides what is fresh
         * @return this
         */
        public Builder clock(Clock value) {
            this.clock = value;
            return this;
        }

        /**
         * Sets which addresses are believed. Default: {@link AnswerPolicy#open()}.
         *
         * @param value the policy
         * @return this
         */
        public Builder policy(AnswerPolicy value) {
            this.policy = value;
            return this;
        }

        /**
         * Sets the name servers, best first. Default: none, so that the JDK looks up every host.
         *
         * @param servers literal addresses: VPC+2 first, then inbound endpoints in other availability zones
         * @return this
         */
        public Builder nameServers(NameServer... servers) {
            nameServers.clear();
            nameServers.addAll(List.of(servers));
            return this;
        }

        /**
         * Asks for other names in place of a host, and for the host itself only if they bring nothing. The names that a
         * VPC endpoint has of its own ({@code vpce-….vpce.amazonaws.com}) resolve to its private addresses from any
         * name server. Connections still use the host's name for TLS.
         *
         * @param host the host that applications ask for
         * @param names what the name servers are asked for, in this order
         * @return this
         */
        public Builder alias(String host, String... names) {
            List<String> normal = new ArrayList<>();
            for (String each : names) {
                normal.add(HostPattern.parse(each).name());
            }
            aliases.put(HostPattern.parse(host).name(), List.copyOf(normal));
            return this;
        }

        /**
         * Limits the time for which an answer counts as fresh. Default: 5 to 60 s; the record's own time-to-live counts
         * in between. The upper bound is what the runbook asks for, the lower keeps a TTL of 0 from becoming a flood.
         *
         * @param min greater than zero
         * @param max not smaller than min
         * @return this
         */
        public Builder ttl(Duration min, Duration max) {
            this.minTtl = min;
            this.maxTtl = max;
            return this;
        }

        /**
         * Limits the age at which the last known good answer is still served. Default: 24 h; RFC 8767 recommends one to
         * three days.
         *
         * @param limit greater than zero
         * @return this
         */
        public Builder maxStale(Duration limit) {
            this.maxStale = Checks.positive("maxStale", limit);
            return this;
        }

        /**
         * Limits that age for some hosts: minutes for a Redis primary, whose old address may be a replica by now.
         *
         * @param pattern a host name, or {@code *.} and a suffix; the most specific wins
         * @param limit greater than zero
         * @return this
         */
        public Builder maxStale(String pattern, Duration limit) {
            maxStaleByPattern.add(Map.entry(HostPattern.parse(pattern), Checks.positive("maxStale", limit)));
            return this;
        }

        /**
         * Sets how long a failed first lookup is not repeated. Default: 1 s, a tenth of the JDK's, because a lookup that
         * fails is more often an incident than a wrong name.
         *
         * @param time greater than zero
         * @return this
         */
        public Builder negativeTtl(Duration time) {
            this.negativeTtl = time;
            return this;
        }

        /**
         * Sets the waits between refreshes that fail; they double from the first to the last and are spread by chance.
         * Default: 1 to 30 s, the failure recheck time of RFC 8767.
         *
         * @param first greater than zero
         * @param last not smaller than first
         * @return this
         */
        public Builder retry(Duration first, Duration last) {
            this.firstRetry = first;
            this.lastRetry = last;
            return this;
        }

        /**
         * Limits one lookup, and so the wait for the first answer of a host. Default: 1.5 s, three name servers one
         * after another with time to spare, and still inside the two seconds a customer is promised.
         *
         * @param limit greater than zero
         * @return this
         */
        public Builder waitLimit(Duration limit) {
            this.waitLimit = limit;
            return this;
        }

        /**
         * Limits how long {@link CachingDnsResolver#close()} waits for lookups that somebody waits for. Default: 1 s.
         *
         * @param limit zero or more
         * @return this
         */
        public Builder closeLimit(Duration limit) {
            this.closeLimit = limit;
            return this;
        }

        /**
         * Limits how many hosts are known beside those that the policy names exactly. Default: 256.
         *
         * @param count greater than zero
         * @return this
         */
        public Builder maxHosts(int count) {
            this.maxHosts = count;
            return this;
        }

        /**
         * Builds the resolver and starts its threads; sends nothing yet.
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
            DnsConfig.Times times =
                    new DnsConfig.Times(minTtl, maxTtl, negativeTtl, firstRetry, lastRetry, waitLimit, closeLimit);
            return new DnsConfig(
                    name,
                    meterRegistry,
                    segments,
                    clock,
                    policy,
                    nameServers,
                    aliases,
                    new StalenessRules(maxStaleByPattern, maxStale),
                    times,
                    maxHosts);
        }
    }
}

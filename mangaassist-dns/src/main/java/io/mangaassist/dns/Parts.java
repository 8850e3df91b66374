package io.mangaassist.dns;

import io.mangaassist.core.NamedThreads;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Composes a resolver: each part on a line of its own, in the order in which they need each other. */
final class Parts {

    final Ports ports;
    final DnsMeters meters;
    final HostTable hosts;
    final Refresher refresher;
    final ColdPath cold;
    final Feedback feedback;
    final FlightRecorder recorder = new FlightRecorder();
    private final Memory memory;
    private final @Nullable NettyDnsTransport ownTransport;

    Parts(DnsConfig config, Ports ports) {
        this.ports = ports;
        this.meters = new DnsMeters(config.meterRegistry(), config.name(), config.policy());
        this.ownTransport = ports.transport() == null && !config.nameServers().isEmpty()
                ? new NettyDnsTransport(
                        config.nameServers(),
                        NamedThreads.daemons("mangaassist-dns-" + config.name() + "-netty"),
                        meters)
                : null;
        AnswerJudge judge = new AnswerJudge(meters);
        Zones zones = new Zones(config.endpoints());
        Upstream system = new SystemUpstream(ports.blocking(), judge);
        Upstream routed = new RoutedUpstream(
                servers(config, judge, zones), system, config.policy().unlisted());
        AnswerMaker answers = new AnswerMaker(config.freshness().refreshTimes(ports.chance()), zones);
        this.refresher = new Refresher(
                routed,
                answers,
                config.clock(),
                ports.scheduler(),
                config.limits().waitLimit());
        this.hosts = new HostTable(config.limits().maxHosts(), ports.scheduler(), name -> knownHost(config, name));
        this.cold = new ColdPath(hosts, refresher, config.clock(), config.segments());
        this.feedback = new Feedback(hosts, refresher, answers, config.clock());
        Object unused = ports.scheduler().scheduleWithFixedDelay(meters::publish, 1, 1, TimeUnit.SECONDS);
        meters.gauge(DnsMeter.CACHE_SIZE, hosts, HostTable::size);
        StaleAge age = new StaleAge(hosts, config.clock());
        meters.hosts().forEach(host -> meters.gauge(DnsMeter.STALE_AGE, host, age::seconds, host.label()));
        ColdStart start = config.coldStart();
        this.memory = new Memory(hosts, refresher, answers, config.clock(), start.file());
        AddressProbe probe = new ConnectProbe(start.probePorts(), ports.blocking(), feedback);
        memory.recall(start.seeded(config.clock().wallTime()), config.policy(), probe);
        memory.keep(ports);
    }

    private @Nullable Upstream servers(DnsConfig config, AnswerJudge judge, Zones zones) {
        DnsTransport transport = ports.transport() != null ? ports.transport() : ownTransport;
        if (transport == null) {
            return null;
        }
        List<Server> servers = config.nameServers().stream()
                .map(address -> new Server(address, transport, config.clock(), meters))
                .toList();
        RaceTools tools = new RaceTools(
                new AnswerReader(meters),
                judge,
                new HedgeBudget(),
                meters,
                recorder,
                config.clock(),
                ports.scheduler());
        Upstream byServers = new ServerUpstream(servers, config.endpoints().aliases(), tools);
        return new ZonalUpstream(byServers, config.endpoints().zonalNames(), zones);
    }

    private KnownHost knownHost(DnsConfig config, String name) {
        PolicyRule rule = config.policy().ruleFor(name);
        boolean pinned = rule != null && !rule.pattern().suffix();
        HostProfile profile =
                new HostProfile(name, rule, config.freshness().maxStaleOf(name), pinned, meters.host(rule));
        return new KnownHost(profile, config.clock().monotonicTime());
    }

    DnsStatistics statistics() {
        return new DnsStatistics(
                meters.sum(HostMeters::freshServed),
                meters.sum(HostMeters::staleServed),
                meters.sum(HostMeters::answeredAfterWaiting),
                meters.sum(HostMeters::failedAfterWaiting),
                hosts.size());
    }

    /** Stops everything that was started; who still waits is told that the resolver is closed. */
    void close() {
        memory.write();
        hosts.clear();
        ports.close();
        // Who came between is freed now; who comes later finds no scheduler and is refused.
        refresher.abandon();
        if (ownTransport != null) {
            ownTransport.close();
        }
        meters.close();
    }
}

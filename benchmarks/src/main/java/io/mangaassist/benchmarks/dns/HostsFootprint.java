package io.mangaassist.benchmarks.dns;

import io.mangaassist.dns.AnswerPolicy;
import io.mangaassist.dns.CachingDnsResolver;
import io.mangaassist.dns.Freshness;
import io.mangaassist.dns.NameServer;
import io.mangaassist.testkit.DnsReply;
import io.mangaassist.testkit.DnsSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What 256 hosts cost that are refreshed every 48 s: the processor time of the resolver's threads, and what it retains.
 * Time runs ten times as fast: the records live for 6 s, so that each host is refreshed every 4.8 s, and the processor time
 * is divided by ten. Each host has a rule, and so meters, of its own, which is the dearest way to have 256.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.mangaassist.benchmarks.dns.HostsFootprint
 * }</pre>
 *
 * <p>Retained is the difference of the heap's class histograms, each taken after a full collection, before the resolver is
 * built and while it runs; a resolver that is closed again has loaded the classes and filled Netty's pools before. An argument
 * is the number of seconds that are measured, 24 by default.
 */
public final class HostsFootprint {

    private static final int HOSTS = 256;
    private static final int FASTER = 10;
    private static final Duration TTL = Duration.ofSeconds(60).dividedBy(FASTER);
    private static final String THREADS = "mangaassist-dns-";
    private static final List<String> NAMES = IntStream.range(0, HOSTS)
            .mapToObj(i -> "service-" + i + ".ap-northeast-1.amazonaws.com")
            .toList();

    private HostsFootprint() {}

    /**
     * Measures and prints.
     *
     * @param arguments the seconds to measure, if any
     * @throws Exception if the histogram cannot be read
     */
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length == 0 ? 24 : Integer.parseInt(arguments[0]);
        try (DnsSimulator server = DnsSimulator.start()) {
            NAMES.forEach(name -> server.on(name)
                    .answers(DnsReply.addresses("10.0.1.10", "10.0.2.10", "10.0.3.10")
                            .ttl(TTL.toSeconds())));
            loadClasses(server);
            Heap before = Heap.now();
            try (CachingDnsResolver resolver = build(server)) {
                Thread.sleep(2 * TTL.toMillis());
                long queries = server.counts().total();
                long start = System.nanoTime();
                long processor = processorNanos();
                Thread.sleep(seconds * 1_000L);
                print(
                        processorNanos() - processor,
                        System.nanoTime() - start,
                        server.counts().total() - queries);
                Heap after = Heap.now();
                System.out.printf(
                        Locale.ROOT,
                        "retained for %d hosts: %,d bytes in all, of which %,d of io.mangaassist.dns and %,d of meters%n",
                        resolver.statistics().hosts(),
                        after.all - before.all,
                        after.room - before.room,
                        after.meters - before.meters);
            }
        }
    }

    private static void loadClasses(DnsSimulator server) throws InterruptedException {
        CachingDnsResolver first = build(server);
        Thread.sleep(2 * TTL.toMillis());
        first.close();
    }

    private static CachingDnsResolver build(DnsSimulator server) {
        AnswerPolicy.Builder policy = AnswerPolicy.builder();
        NAMES.forEach(name -> policy.allow(name, "10.0.0.0/16"));
        CachingDnsResolver resolver = CachingDnsResolver.builder()
                .name("footprint")
                .meterRegistry(new SimpleMeterRegistry())
                .policy(policy.build())
                .nameServers(NameServer.of("127.0.0.1", server.address().getPort()))
                .freshness(Freshness.defaults().ttl(Duration.ofSeconds(1), TTL))
                .build();
        if (!resolver.warmUp(NAMES, Duration.ofSeconds(30)).join().isEmpty()) {
            throw new IllegalStateException("the name server does not answer");
        }
        return resolver;
    }

    private static void print(long processor, long wall, long queries) {
        System.out.printf(
                Locale.ROOT,
                "%,d queries in %.1f s; %.2f %% of one core, so %.3f %% at one refresh every 48 s%n",
                queries,
                wall / 1e9,
                100.0 * processor / wall,
                100.0 * processor / wall / FASTER);
    }

    /** The time of all threads of the resolver, its event loop among them. */
    private static long processorNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().startsWith(THREADS))
                .mapToLong(ThreadInfo::getThreadId)
                .map(threads::getThreadCpuTime)
                .sum();
    }

    /** The bytes of all objects that are reachable. */
    private record Heap(long all, long room, long meters) {

        /** The histogram collects the garbage first. */
        static Heap now() throws JMException {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return new Heap(
                    sum(histogram, ""), sum(histogram, "io.mangaassist.dns."), sum(histogram, "io.micrometer."));
        }

        private static long sum(String histogram, String prefix) {
            return histogram
                    .lines()
                    .map(line -> line.trim().split("\\s+", -1))
                    .filter(words -> words.length >= 4 && words[0].endsWith(":") && words[3].startsWith(prefix))
                    .mapToLong(words -> Long.parseLong(words[2]))
                    .sum();
        }
    }
}

package io.mangaassist.dns;

import io.mangaassist.dns.DnsReply.Item;
import io.mangaassist.dns.DnsTransport.TransportFailure;
import io.mangaassist.testkit.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A resolver on virtual time and on a wire that a test answers by hand. */
final class Rig implements AutoCloseable {

    static final String HOST = "bedrock-runtime.ap-northeast-1.amazonaws.com";
    static final String REDIS = "primary.chat.cache.amazonaws.com";
    static final NameServer FIRST = NameServer.of("10.0.0.2");
    static final NameServer SECOND = NameServer.of("10.0.1.2");

    /** One packet that went out. */
    record Asked(NameServer server, String name, Family family, CompletableFuture<DnsReply> reply) {

        void answer(String... addresses) {
            answer(60, addresses);
        }

        void answer(long ttl, String... addresses) {
            reply.complete(Rig.reply(name, ttl, addresses));
        }

        void code(int code) {
            reply.complete(new DnsReply(code, List.of()));
        }

        void fail(Verdict verdict) {
            reply.completeExceptionally(new TransportFailure(verdict));
        }
    }

    final VirtualTime time = VirtualTime.start();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<Asked> asked = new ArrayList<>();
    final CachingDnsResolver resolver;

    Rig() {
        this(builder -> builder);
    }

    Rig(UnaryOperator<CachingDnsResolver.Builder> change) {
        CachingDnsResolver.Builder builder = CachingDnsResolver.builder()
                .meterRegistry(meters)
                .clock(time.clock())
                .nameServers(FIRST)
                .closeLimit(Duration.ZERO)
                .policy(AnswerPolicy.builder()
                        .allow(HOST, "10.0.0.0/16")
                        .allow("*.cache.amazonaws.com", "10.0.0.0/16")
                        .build());
        Ports ports = new Ports(time.scheduler(), time.scheduler(), new DirectExecutor(), this::query, () -> 0.5);
        this.resolver = change.apply(builder).build(ports);
    }

    private CompletableFuture<DnsReply> query(NameServer server, String name, Family family) {
        Asked question = new Asked(server, name, family, new CompletableFuture<>());
        asked.add(question);
        return question.reply();
    }

    Asked last() {
        return asked.get(asked.size() - 1);
    }

    /** Makes the host known. */
    Rig know(String host, String... addresses) {
        CompletableFuture<List<InetAddress>> first = resolver.resolveAsync(host);
        last().answer(addresses);
        time.runDue();
        first.join();
        return this;
    }

    List<String> addresses(String host) {
        return texts(resolver.resolve(host));
    }

    void advance(Duration duration) {
        time.advance(duration);
    }

    double count(String meter, String... tags) {
        return meters.get("mangaassist.dns." + meter).tags(tags).counter().count();
    }

    static List<String> texts(List<InetAddress> addresses) {
        return addresses.stream().map(InetAddress::getHostAddress).toList();
    }

    static DnsReply reply(String name, long ttl, String... addresses) {
        return new DnsReply(
                0, Arrays.stream(addresses).map(text -> item(name, ttl, text)).toList());
    }

    static Item item(String owner, long ttl, String address) {
        byte[] data = bytes(address);
        return new Item(owner, data.length == 4 ? 1 : 28, ttl, data, null);
    }

    static Item alias(String owner, long ttl, String target) {
        return new Item(owner, 5, ttl, new byte[0], target);
    }

    static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException noLiteral) {
            throw new IllegalArgumentException(address, noLiteral);
        }
    }

    @Override
    public void close() {
        resolver.close();
    }
}

package io.mangaassist.dns;

import static io.mangaassist.dns.Rig.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mangaassist.testkit.DnsReply;
import io.mangaassist.testkit.DnsSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real connections to kept addresses, while DNS is silent. */
@Timeout(20)
final class KeptAddressProbeTest {

    private static final String DEAD = "127.10.0.2";
    private static final String ALIVE = "127.10.0.1";

    private final DnsSimulator dns = DnsSimulator.start();
    private final ServerSocket listening = listen();

    @TempDir
    private Path directory;

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getByName(ALIVE));
        } catch (IOException taken) {
            throw new IllegalStateException(taken);
        }
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
        dns.close();
    }

    private CachingDnsResolver resolver(ColdStart start) {
        return CachingDnsResolver.builder()
                .meterRegistry(new SimpleMeterRegistry())
                .nameServers(NameServer.of("127.0.0.1", dns.address().getPort()))
                .policy(AnswerPolicy.builder().allow(HOST, "127.10.0.0/16").build())
                .coldStart(start.probePort(HOST, listening.getLocalPort()))
                .build();
    }

    @Test
    void a_seeded_address_that_refuses_on_the_configured_port_is_handed_out_last() throws IOException {
        dns.on(HOST).answers(DnsReply.drop());
        try (CachingDnsResolver resolver = resolver(ColdStart.empty().seed(HOST + "=" + DEAD + "," + ALIVE))) {
            assertTriedAndDemoted(resolver);
        }
    }

    @Test
    void an_address_of_the_snapshot_is_tried_as_well() throws IOException {
        Path file = directory.resolve("dns.snapshot");
        ColdStart snapshot = ColdStart.empty().snapshot(file);
        dns.on(HOST).answers(DEAD, ALIVE);
        try (CachingDnsResolver before = resolver(snapshot)) {
            assertThat(before.resolve(HOST)).hasSize(2);
        }
        assertThat(Files.readString(file)).contains(DEAD);
        dns.on(HOST).answers(DnsReply.drop());
        try (CachingDnsResolver resolver = resolver(snapshot)) {
            assertTriedAndDemoted(resolver);
        }
    }

    private void assertTriedAndDemoted(CachingDnsResolver resolver) throws IOException {
        assertThat(resolver.resolve(HOST)).as("served at once").hasSize(2);
        try (Socket probe = listening.accept()) {
            assertThat(probe.isConnected()).isTrue();
        }
        await().until(() -> firstOfFour(resolver).equals(List.of(ALIVE, ALIVE, ALIVE, ALIVE)));
        assertThat(resolver.resolve(HOST)).as("last, but not lost").hasSize(2);
    }

    /** Two addresses in order take turns, so four in a row are no chance. */
    private static List<String> firstOfFour(CachingDnsResolver resolver) {
        return IntStream.range(0, 4)
                .mapToObj(i -> resolver.resolve(HOST).get(0).getHostAddress())
                .toList();
    }
}

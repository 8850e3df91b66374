package io.mangaassist.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.DnsSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VpcEndpointHealthCheckerTest {

    private static final String HOST = "bedrock-runtime.ap-northeast-1.amazonaws.com";

    private final DnsSimulator dns = DnsSimulator.start();
    private final DnsSimulator otherDns = DnsSimulator.start();
    private final BedrockSimulator bedrock =
            BedrockSimulator.builder().address("127.10.0.1").tls(HOST).build();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        bedrock.close();
        dns.close();
        otherDns.close();
    }

    private EndpointHealth check() throws GeneralSecurityException {
        return check(new EndpointExpectation(HOST, bedrock.port(), EndpointRoute.PRIVATE, List.of("127.10.0.0/16")));
    }

    private EndpointHealth check(EndpointExpectation endpoint) throws GeneralSecurityException {
        SSLContext trust = SSLContext.getInstance("TLS");
        trust.init(null, bedrock.certificate().trustManagers(), null);
        return checker(endpoint).sslContext(trust).build().check().endpoints().get(0);
    }

    private VpcEndpointHealthChecker.Builder checker(EndpointExpectation endpoint) {
        return VpcEndpointHealthChecker.builder()
                .expect(List.of(endpoint))
                .nameServers(List.of(server(dns), server(otherDns)))
                .zone("ap-northeast-1a", "127.10.0.0/24")
                .zone("ap-northeast-1c", "127.10.1.0/24")
                .latencyLimit(Duration.ofSeconds(5));
    }

    private static NameServer server(DnsSimulator dns) {
        return NameServer.of("127.0.0.1", dns.address().getPort());
    }

    private void answer(String first, String second) {
        dns.on(HOST).answers(first);
        otherDns.on(HOST).answers(second);
    }

    @Test
    void a_private_endpoint_is_connected_to_and_its_certificate_read() throws GeneralSecurityException {
        answer("127.10.0.1", "127.10.0.1");
        EndpointHealth health = check();
        assertThat(health.problems()).isEmpty();
        assertThat(health.route()).isEqualTo(EndpointRoute.PRIVATE);
        assertThat(health.addresses()).singleElement().satisfies(address -> {
            assertThat(address.zone()).isEqualTo("ap-northeast-1a");
            assertThat(address.certificate()).isEqualTo("CN=" + HOST);
            assertThat(address.tlsMillis()).isPositive();
        });
        assertThat(health.missingZones()).containsExactly("ap-northeast-1c");
    }

    @Test
    void a_public_address_is_told_and_not_connected_to() throws IOException, GeneralSecurityException {
        try (ServerSocket trap = new ServerSocket(bedrock.port(), 1, InetAddress.getByName("127.52.0.1"))) {
            trap.setSoTimeout(1);
            answer("127.52.0.1", "127.52.0.1");
            EndpointHealth health = check();
            assertThat(health.route()).isEqualTo(EndpointRoute.PUBLIC);
            assertThat(health.isHealthy()).isFalse();
            assertThatThrownBy(trap::accept).as("nobody connected").isInstanceOf(IOException.class);
        }
    }

    @Test
    void disagreeing_servers_make_it_mixed() throws GeneralSecurityException {
        answer("127.10.0.1", "127.52.0.1");
        EndpointHealth health = check();
        assertThat(health.route()).isEqualTo(EndpointRoute.MIXED);
        assertThat(health.problems()).contains("the name servers disagree");
        assertThat(health.servers().get(1).route()).isEqualTo(EndpointRoute.PUBLIC);
    }

    @Test
    void a_gateway_is_healthy_inside_its_prefix_list_although_its_addresses_are_public()
            throws GeneralSecurityException {
        try (BedrockSimulator gateway = BedrockSimulator.builder()
                .address("127.52.0.1")
                .port(bedrock.port())
                .tls(bedrock.certificate())
                .build()) {
            answer("127.52.0.1", "127.52.0.1");
            EndpointHealth health = checkGateway();
            assertThat(health.problems()).isEmpty();
            assertThat(health.route()).isEqualTo(EndpointRoute.GATEWAY);
            assertThat(gateway.counts().connections().opened()).isPositive();
        }
    }

    @Test
    void a_gateway_address_outside_the_prefix_list_is_told_and_not_connected_to() throws GeneralSecurityException {
        answer("127.10.0.1", "127.10.0.1");
        EndpointHealth health = checkGateway();
        assertThat(health.route()).isEqualTo(EndpointRoute.PUBLIC);
        assertThat(health.isHealthy()).isFalse();
        assertThat(bedrock.counts().connections().opened()).isZero();
    }

    private EndpointHealth checkGateway() throws GeneralSecurityException {
        return check(new EndpointExpectation(HOST, bedrock.port(), EndpointRoute.GATEWAY, List.of("127.52.0.0/16")));
    }

    @Test
    void an_address_that_nobody_listens_at_is_stale() throws GeneralSecurityException {
        answer("127.10.9.9", "127.10.9.9");
        assertThat(check().route()).isEqualTo(EndpointRoute.STALE);
    }

    @Test
    void a_name_that_does_not_exist_is_unresolved() throws GeneralSecurityException {
        assertThat(check().route()).isEqualTo(EndpointRoute.UNRESOLVED);
    }

    @Test
    void a_certificate_of_another_name_is_a_problem() throws GeneralSecurityException {
        try (BedrockSimulator wrong = BedrockSimulator.builder()
                .address("127.10.0.2")
                .port(bedrock.port())
                .tls("another.example")
                .build()) {
            answer("127.10.0.2", "127.10.0.2");
            assertThat(wrong.port()).isEqualTo(bedrock.port());
            assertThat(check().problems()).anyMatch(problem -> problem.contains("no TLS"));
        }
    }

    @Test
    void the_command_line_exits_with_what_it_found() throws IOException {
        Path expectations = Files.writeString(
                directory.resolve("endpoints"), "# ours\n" + HOST + " " + bedrock.port() + " PRIVATE 127.10.0.0/16\n");
        Path baseline = directory.resolve("routes");
        List<String> call = List.of(
                "--expect",
                expectations.toString(),
                "--server",
                "127.0.0.1:" + dns.address().getPort(),
                "--latency-ms",
                "5000",
                "--baseline",
                baseline.toString());

        dns.on(HOST).answers("127.10.0.1");
        assertThat(run(call)).as("healthy").startsWith("0 OK ");
        assertThat(baseline).content().contains(HOST + " PRIVATE 127.10.0.0/24");

        dns.on(HOST).answers("127.10.7.1");
        assertThat(run(call))
                .as("another network than last time")
                .startsWith("1 FAIL")
                .contains("Route changed: " + HOST + " was PRIVATE 127.10.0.0/24, is STALE 127.10.7.0/24");

        dns.on(HOST).answers("127.52.0.1");
        List<String> json = new ArrayList<>(call);
        json.add("--json");
        assertThat(run(json)).as("public").startsWith("1 {").contains("\"route\":\"PUBLIC\"", "\"healthy\":false");
    }

    @Test
    void a_wrong_call_says_what_is_wrong_and_exits_with_two() throws IOException {
        Path bad = Files.writeString(directory.resolve("bad"), "\n" + HOST + " 443 SIDEWAYS 10.0.0.0/8\n");
        assertThat(run(List.of("--help"))).startsWith("0 Checks whether");
        assertThat(run(List.of())).startsWith("2 expectations must be at least one");
        assertThat(run(List.of("--expect", "/nowhere"))).startsWith("2 /nowhere: no such file");
        assertThat(run(List.of("--expect", bad.toString()))).startsWith("2 " + bad + ":2: route must be");
        assertThat(run(List.of("--server", "resolver.example"))).startsWith("2 name server must be a literal");
        assertThat(run(List.of("--frobnicate"))).startsWith("2 --frobnicate is no option");
    }

    /** Returns the exit code and everything that was printed. */
    private static String run(List<String> arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int code = VpcEndpointCheck.run(arguments, out, out);
        return code + " " + printed.toString(StandardCharsets.UTF_8);
    }
}

package io.mangaassist.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class BuilderTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void impossible_settings_are_refused_with_setting_rule_and_value() {
        Map<String, ThrowingCallable> impossible = Map.ofEntries(
                Map.entry("name must be not blank", () -> builder().name(" ").build()),
                Map.entry(
                        "maxHosts must be > 0, was 0",
                        () -> builder().maxHosts(0).build()),
                Map.entry(
                        "waitLimit must be > 0, was PT0S",
                        () -> builder().waitLimit(Duration.ZERO).build()),
                Map.entry(
                        "closeLimit must be >= 0",
                        () -> builder().closeLimit(SECOND.negated()).build()),
                Map.entry(
                        "nameServers must be distinct",
                        () -> builder()
                                .nameServers(NameServer.of("10.0.0.2"), NameServer.of("10.0.0.2"))
                                .build()),
                Map.entry(
                        "nameServers must be given when endpoints have names",
                        () -> builder()
                                .endpoints(VpcEndpoints.none().alias("a.example", "b.example"))
                                .build()),
                Map.entry("minTtl must be > 0", () -> Freshness.defaults().ttl(Duration.ZERO, SECOND)),
                Map.entry(
                        "maxTtl must be >= minTtl (PT2S), was PT1S",
                        () -> Freshness.defaults().ttl(SECOND.multipliedBy(2), SECOND)),
                Map.entry("maxStale must be > 0", () -> Freshness.defaults().maxStale(Duration.ZERO)),
                Map.entry("negativeTtl must be > 0", () -> Freshness.defaults().negativeTtl(Duration.ZERO)),
                Map.entry(
                        "lastRetry must be >= firstRetry",
                        () -> Freshness.defaults().retry(SECOND, Duration.ofMillis(1))),
                Map.entry(
                        "probePort must be 1 to 65535, was 0",
                        () -> ColdStart.empty().probePort("a.example", 0)),
                Map.entry(
                        "name server must be a literal address, was 'dns.example'", () -> NameServer.of("dns.example")),
                Map.entry("port must be 1 to 65535, was 65536", () -> NameServer.of("10.0.0.2", 65_536)),
                Map.entry(
                        "timeout must be 1 ms to 5 s",
                        () -> NameServer.of("10.0.0.2").timeout(Duration.ofMinutes(1))),
                Map.entry(
                        "cidrs of a.example must be at least one range",
                        () -> AnswerPolicy.builder().allow("a.example")));
        impossible.forEach((message, call) -> assertThatThrownBy(call)
                .as(message)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message));
    }

    private static CachingDnsResolver.Builder builder() {
        return CachingDnsResolver.builder();
    }

    @Test
    void a_host_that_no_pattern_names_is_looked_up_by_the_jdk_and_the_wait_is_timed() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Segments segments = Segments.of(registry);
                CachingDnsResolver resolver =
                        builder().meterRegistry(registry).segments(segments).build()) {
            assertThat(resolver.resolve("localhost")).allMatch(address -> address.isLoopbackAddress());
            assertThat(registry.get("mangaassist.dns.resolve")
                            .tag("host", "other")
                            .tag("outcome", "success")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.find("mangaassist.segment")
                            .tag("segment", "dns-resolution")
                            .timer())
                    .isNotNull();
        }
    }

    @Test
    void printing_a_resolver_prints_its_configuration_and_state() {
        try (Rig rig = new Rig().know(Rig.HOST, "10.0.1.10")) {
            assertThat(rig.resolver.toString()).contains("10.0.0.2:53", "10.0.0.0/16", "waited=1");
        }
    }

    @Test
    void the_flight_recorder_keeps_the_latest_256_answers_as_they_came() {
        try (Rig rig = new Rig().know(Rig.HOST, "52.94.1.1", "10.0.1.10")) {
            assertThat(rig.resolver.recordedAnswers()).singleElement().satisfies(answer -> {
                assertThat(answer.verdict()).isEqualTo("filtered");
                assertThat(answer.addresses()).containsExactly("52.94.1.1", "10.0.1.10");
                assertThat(answer.server()).isEqualTo("10.0.0.2:53");
                assertThat(answer.ttl()).isEqualTo(Duration.ofSeconds(60));
            });
            for (int i = 0; i < 300; i++) {
                rig.advance(Duration.ofSeconds(48));
                rig.last().answer("10.0.1." + i % 250);
            }
            assertThat(rig.resolver.recordedAnswers()).hasSize(FlightRecorder.CAPACITY);
        }
    }
}

package io.mangaassist.dns;

import static io.mangaassist.dns.Rig.HOST;
import static io.mangaassist.dns.Rig.REDIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ColdStartTest {

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("dns.snapshot");
    }

    private Rig start() {
        return new Rig(builder -> builder.coldStart(ColdStart.empty().snapshot(file())));
    }

    @Test
    void a_snapshot_is_served_at_once_as_stale_and_looked_up_again() {
        start().know(HOST, "10.0.1.10", "10.0.2.10").close();
        try (Rig restarted = start()) {
            assertThat(restarted.addresses(HOST)).containsExactlyInAnyOrder("10.0.1.10", "10.0.2.10");
            assertThat(restarted.resolver.statistics().stale()).isEqualTo(1);
            assertThat(restarted.asked).as("it is refreshed in the background").hasSize(1);
        }
    }

    @Test
    void a_snapshot_is_written_soon_after_a_change() {
        try (Rig rig = start().know(HOST, "10.0.1.10")) {
            assertThat(file()).doesNotExist();
            rig.advance(Duration.ofSeconds(10));
            assertThat(file()).content().contains("10.0.1.10");
        }
    }

    @Test
    void a_kept_address_that_the_policy_forbids_by_now_is_left_out() {
        start().know(HOST, "10.0.1.10", "10.0.2.10").close();
        AnswerPolicy narrower =
                AnswerPolicy.builder().allow(HOST, "10.0.2.0/24").build();
        try (Rig restarted = new Rig(
                builder -> builder.policy(narrower).coldStart(ColdStart.empty().snapshot(file())))) {
            assertThat(restarted.addresses(HOST)).containsExactly("10.0.2.10");
        }
    }

    @Test
    void a_kept_answer_that_is_too_old_is_not_used() {
        start().know(REDIS, "10.0.3.3").close();
        try (Rig restarted =
                new Rig(builder -> builder.coldStart(ColdStart.empty().snapshot(file()))
                        .freshness(Freshness.defaults().maxStale("*.cache.amazonaws.com", Duration.ofNanos(1))))) {
            assertThat(restarted.resolver.resolveAsync(REDIS)).isNotDone();
        }
    }

    @Test
    void a_damaged_snapshot_is_ignored() throws IOException {
        start().know(HOST, "10.0.1.10").close();
        for (String damage : List.of("", "nonsense", Files.readString(file()).replace("10.0.1.10", "10.0.1.11"))) {
            Files.writeString(file(), damage);
            try (Rig restarted = start()) {
                assertThat(restarted.resolver.resolveAsync(HOST))
                        .as("%s", damage)
                        .isNotDone();
            }
        }
    }

    @Test
    void a_directory_that_is_gone_breaks_nothing() {
        Path nowhere = directory.resolve("gone").resolve("dns.snapshot");
        try (Rig rig = new Rig(builder -> builder.coldStart(ColdStart.empty().snapshot(nowhere)))) {
            rig.know(HOST, "10.0.1.10").advance(Duration.ofSeconds(20));
            assertThat(rig.addresses(HOST)).containsExactly("10.0.1.10");
        }
    }

    @Test
    void a_seed_serves_without_dns() {
        ColdStart seed = ColdStart.empty().seed(HOST + "=10.0.1.10, 10.0.2.10 ;" + REDIS + "=52.1.1.1");
        try (Rig rig = new Rig(builder -> builder.coldStart(seed))) {
            assertThat(rig.addresses(HOST)).containsExactlyInAnyOrder("10.0.1.10", "10.0.2.10");
            assertThat(rig.resolver.resolveAsync(REDIS))
                    .as("the policy judges a seed too")
                    .isNotDone();
        }
    }

    @Test
    void a_bad_seed_is_refused_when_it_is_given() {
        for (String bad : List.of("=10.0.0.1", HOST, HOST + "=", HOST + "=example.org", "a b=10.0.0.1")) {
            assertThatThrownBy(() -> ColdStart.empty().seed(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void warming_up_tries_again_until_the_host_is_known() {
        try (Rig rig = new Rig()) {
            CompletableFuture<List<String>> ready =
                    rig.resolver.warmUp(List.of(HOST, "new.cache.amazonaws.com"), Duration.ofSeconds(10));
            rig.asked.get(0).answer("10.0.1.10");
            rig.asked.get(1).fail(Verdict.TIMEOUT);
            rig.advance(Duration.ofSeconds(1));
            assertThat(ready).isNotDone();
            rig.last().answer("10.0.3.3");
            rig.advance(Duration.ofMillis(20));
            assertThat(ready.join()).isEmpty();
        }
    }

    @Test
    void warming_up_ends_with_the_hosts_that_are_not_known() {
        try (Rig rig = new Rig()) {
            CompletableFuture<List<String>> ready = rig.resolver.warmUp(List.of(HOST, "b a d"), Duration.ofSeconds(3));
            rig.advance(Duration.ofSeconds(4));
            assertThat(ready.join()).containsExactlyInAnyOrder(HOST, "b a d");
        }
    }
}

package io.mangaassist.dns;

import static io.mangaassist.dns.Rig.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More hosts than the table holds. */
final class CrowdedTableTest {

    private static final int LIMIT = 16;

    @Test
    void a_host_that_makes_room_is_still_answered() {
        try (Rig rig = crowded()) {
            List<CompletableFuture<List<InetAddress>>> waiting = IntStream.range(0, 5 * LIMIT)
                    .mapToObj(i -> rig.resolver.resolveAsync("shard-" + i + ".cache.amazonaws.com"))
                    .toList();
            rig.time.runDue();
            rig.asked.forEach(asked -> asked.answer("10.0.3.3"));
            rig.time.runDue();
            assertThat(waiting)
                    .allSatisfy(answer -> assertThat(answer).isCompletedWithValueMatching(a -> a.size() == 1));
            assertThat(rig.resolver.statistics().hosts()).isLessThanOrEqualTo(LIMIT + 1);
        }
    }

    @Test
    void who_waits_for_a_host_that_made_room_is_freed_by_closing() {
        Rig rig = crowded();
        List<CompletableFuture<List<InetAddress>>> waiting = IntStream.range(0, 5 * LIMIT)
                .mapToObj(i -> rig.resolver.resolveAsync("shard-" + i + ".cache.amazonaws.com"))
                .toList();
        rig.time.runDue();
        rig.close();
        assertThat(waiting).allSatisfy(answer -> assertThat(answer).isCompletedExceptionally());
    }

    @Test
    void a_pinned_host_is_one_that_works_whatever_made_room_before() {
        HostTable table = new HostTable(1, Runnable::run, CrowdedTableTest::host);
        KnownHost evicted = table.findOrAdd("a.example");
        IntStream.range(0, 50).forEach(i -> table.findOrAdd("b-" + i + ".example"));
        assertThat(evicted.isRetired()).isTrue();
        assertThat(table.pin("a.example").isRetired()).isFalse();
        assertThat(table.find("a.example")).isSameAs(table.pin("a.example"));
    }

    private static Rig crowded() {
        return new Rig(builder -> builder.maxHosts(LIMIT)).know(HOST, "10.0.0.5");
    }

    private static KnownHost host(String name) {
        DnsMeters meters = new DnsMeters(
                new io.micrometer.core.instrument.simple.SimpleMeterRegistry(),
                "crowded",
                AnswerPolicy.builder().build());
        return new KnownHost(new HostProfile(name, null, java.time.Duration.ofMinutes(1), false, meters.host(null)), 0);
    }
}

package io.mangaassist.dns;

import static io.mangaassist.dns.Rig.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HitMetersTest {

    @Test
    void hits_are_counted_at_once_and_their_meters_follow_within_a_second() {
        try (Rig rig = new Rig().know(HOST, "10.0.1.10")) {
            rig.addresses(HOST);
            rig.advance(Duration.ofSeconds(61));
            rig.addresses(HOST);
            rig.addresses(HOST);
            assertThat(rig.resolver.statistics().fresh()).isEqualTo(1);
            assertThat(rig.resolver.statistics().stale()).isEqualTo(2);
            rig.advance(Duration.ofSeconds(1));
            assertThat(rig.count("hits", "host", HOST)).isEqualTo(1);
            assertThat(rig.count("stale.served", "host", HOST)).isEqualTo(2);
            rig.advance(Duration.ofSeconds(5));
            assertThat(rig.count("stale.served", "host", HOST))
                    .as("counted once")
                    .isEqualTo(2);
        }
    }
}

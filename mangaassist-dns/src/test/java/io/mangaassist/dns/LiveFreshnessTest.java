package io.mangaassist.dns;

import static io.mangaassist.dns.Rig.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.LiveSetting;
import io.mangaassist.core.LiveSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LiveFreshnessTest {

    @Test
    void a_limit_of_the_time_to_live_may_change_while_the_resolver_runs() {
        try (LiveSettings settings = LiveSettings.builder().build()) {
            Duration second = Duration.ofSeconds(1);
            LiveSetting<Duration> min = settings.secondsSetting("dns-min-ttl", second, second.multipliedBy(9), second);
            LiveSetting<Duration> max =
                    settings.secondsSetting("dns-max-ttl", second, Duration.ofHours(1), Duration.ofSeconds(60));
            try (Rig rig =
                    new Rig(builder -> builder.freshness(Freshness.defaults().ttl(min, max)))) {
                rig.know(HOST, "10.0.1.10").advance(Duration.ofSeconds(48));
                assertThat(rig.asked).hasSize(2);
                settings.set("dns-max-ttl", "20");
                rig.last().answer(300, "10.0.1.10");
                rig.advance(Duration.ofSeconds(16));
                assertThat(rig.asked).as("80 % of 20 s").hasSize(3);
                settings.set("dns-min-ttl", "9");
                settings.set("dns-max-ttl", "5");
                rig.last().answer(300, "10.0.1.10");
                rig.advance(Duration.ofSeconds(7));
                assertThat(rig.asked).as("the lower limit wins").hasSize(3);
                rig.advance(Duration.ofMillis(200));
                assertThat(rig.asked).hasSize(4);
            }
        }
    }
}

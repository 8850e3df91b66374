package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mangaassist.testkit.RedisFixture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CacheCapacityTest {

    private static final CacheCapacity SHOP = new CacheCapacity(720_000, 4096, Duration.ofMinutes(30));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int run(String... args) {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return CacheCapacityCommand.run(args, stream, stream);
    }

    @Test
    void memory_is_entries_a_day_times_life_times_size() {
        assertThat(SHOP.liveEntries()).isEqualTo(15_000);
        assertThat(SHOP.bytesNeeded()).isEqualTo(15_000.0 * 4096);
        assertThat(SHOP.calibrated(List.of(5000L, 6000L)).bytesNeeded()).isEqualTo(15_000.0 * 5500);
        assertThat(SHOP.calibrated(List.of())).isEqualTo(SHOP);
    }

    @Test
    void the_time_until_the_alarm_follows_from_the_observed_rate() {
        assertThat(CacheCapacity.timeUntil(0.75, 500, 1000, 10)).contains(Duration.ofSeconds(25));
        assertThat(CacheCapacity.timeUntil(0.75, 800, 1000, 10)).contains(Duration.ZERO);
        assertThat(CacheCapacity.timeUntil(0.75, 500, 1000, 0)).isEmpty();
    }

    @Test
    void impossible_numbers_are_refused() {
        assertThatThrownBy(() -> new CacheCapacity(0, 4096, Duration.ofMinutes(30)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("newPerDay must be > 0");
    }

    @Test
    void the_command_prints_the_sum() {
        assertThat(run("--new-per-day", "720000", "--average-bytes", "4096")).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("15000 live entries of 4096 bytes, 58.6 MB");
    }

    @Test
    void what_makes_no_sense_ends_with_2_and_the_reason() {
        assertThat(run("--new-per-day", "many", "--average-bytes", "1")).isEqualTo(2);
        assertThat(run("--colour", "red")).isEqualTo(2);
        assertThat(run("--new-per-day", "1", "--average-bytes", "1", "--redis", "redis://127.0.0.1:1"))
                .isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("--new-per-day must be a number, was many")
                .contains("Not understood: --colour")
                .contains("Redis does not answer");
    }

    @Test
    void with_a_real_redis_entries_are_measured() {
        try (RedisFixture redis =
                        RedisFixture.builder().maxMemoryBytes(100 << 20).build();
                RedisTruth truth = new RedisTruth(redis)) {
            truth.put(Keys.key(1), new byte[4096]);
            String uri = redis.uri().toString();

            assertThat(run("--new-per-day", "1000", "--average-bytes", "1", "--redis", uri, "--observe", "0.1"))
                    .isZero();
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains("with 1 entries measured")
                    .contains("of 100.0 MB");
        }
    }
}

package io.mangaassist.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LiveSettingsTest {

    private static final String PROPERTY = "mangaassist.bedrock-pool-size";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LiveSettings settings =
            LiveSettings.builder().meterRegistry(registry).build();

    @AfterEach
    void forget() {
        System.clearProperty(PROPERTY);
        settings.close();
    }

    @Test
    void code_outranks_the_system_property_which_outranks_the_default() {
        LiveSetting<Integer> size = settings.intSetting("bedrock-pool-size", 1, 500, 10);
        assertThat(size.get()).isEqualTo(10);
        assertThat(size.source()).isEqualTo(SettingSource.DEFAULT);

        System.setProperty(PROPERTY, "25");
        settings.refresh();
        assertThat(size.get()).isEqualTo(25);
        assertThat(size.source()).isEqualTo(SettingSource.SYSTEM_PROPERTY);

        assertThat(settings.set("bedrock-pool-size", "196")).isTrue();
        assertThat(size.get()).isEqualTo(196);
        assertThat(size.source()).isEqualTo(SettingSource.CODE);

        settings.set("bedrock-pool-size", null);
        assertThat(size.get()).as("the weaker source speaks again").isEqualTo(25);
        System.clearProperty(PROPERTY);
        settings.refresh();
        assertThat(size.get()).isEqualTo(10);
    }

    @Test
    void the_environment_stands_between_properties_and_parameter_store() {
        Map<String, String> environment = new HashMap<>();
        try (LiveSettings ours = new LiveSettings(
                "mangaassist.",
                environment::get,
                new SettingMeters(InstanceMeters.create(registry, "settings", "env")))) {
            LiveSetting<Integer> size = ours.intSetting("bedrock-pool-size", 1, 500, 10);

            ours.offer(SettingSource.SSM, "bedrock-pool-size", "20");
            assertThat(size.get()).isEqualTo(20);
            environment.put("MANGAASSIST_BEDROCK_POOL_SIZE", "30");
            ours.refresh();
            assertThat(size.get()).isEqualTo(30);
            ours.offer(SettingSource.SSM, "bedrock-pool-size", "21");
            assertThat(size.get()).isEqualTo(30);
            System.setProperty(PROPERTY, "40");
            ours.refresh();
            assertThat(size.get()).isEqualTo(40);
            ours.offer(SettingSource.SSM, "somebody-elses", "1");
        }
    }

    @Test
    void a_property_set_before_the_setting_is_made_counts() {
        System.setProperty(PROPERTY, "33");

        assertThat(settings.intSetting("bedrock-pool-size", 1, 500, 10).get()).isEqualTo(33);
    }

    @Test
    void a_bad_value_is_refused_and_counted_and_the_last_good_one_stays() {
        LiveSetting<Integer> size = settings.intSetting("bedrock-pool-size", 1, 500, 10);
        System.setProperty(PROPERTY, "25");
        settings.refresh();

        for (String bad : List.of("many", "0", "501", "", "25.5")) {
            System.setProperty(PROPERTY, bad);
            settings.refresh();
            assertThat(size.get()).as("after the value '%s'", bad).isEqualTo(25);
        }
        assertThat(settings.set("bedrock-pool-size", "-1")).isFalse();
        assertThat(registry.get("mangaassist.setting.refused").counter().count())
                .isEqualTo(6);
        assertThat(registry.get("mangaassist.setting.changed").counter().count())
                .isOne();
    }

    @Test
    void listeners_hear_each_change_once_and_one_that_throws_disturbs_nobody() throws Exception {
        LiveSetting<Duration> ttl = settings.secondsSetting(
                "cache-ttl-seconds", Duration.ofSeconds(1), Duration.ofDays(1), Duration.ofSeconds(1800));
        List<Duration> heard = new ArrayList<>();
        ttl.onChange(value -> {
            throw new IllegalStateException("listener");
        });
        AutoCloseable listening = ttl.onChange(heard::add);

        settings.set("cache-ttl-seconds", "900");
        settings.set("cache-ttl-seconds", "900");
        settings.refresh();
        listening.close();
        settings.set("cache-ttl-seconds", "600");

        assertThat(heard).containsExactly(Duration.ofSeconds(900));
        assertThat(ttl.get()).isEqualTo(Duration.ofSeconds(600));
    }

    @Test
    void a_listener_that_is_slow_never_hears_an_older_value_after_a_newer_one() throws InterruptedException {
        LiveSetting<Integer> size = settings.intSetting("bedrock-pool-size", 1, 500, 10);
        List<Integer> heard = new CopyOnWriteArrayList<>();
        CountDownLatch inFirst = new CountDownLatch(1);
        CountDownLatch secondIsSet = new CountDownLatch(1);
        size.onChange(value -> {
            if (value == 20) {
                inFirst.countDown();
                awaitUninterruptibly(secondIsSet);
            }
            heard.add(value);
        });

        Thread slow = new Thread(() -> settings.set("bedrock-pool-size", "20"));
        slow.start();
        assertThat(inFirst.await(30, TimeUnit.SECONDS)).isTrue();
        settings.set("bedrock-pool-size", "30");
        assertThat(heard).as("told by the thread that is telling already").isEmpty();
        secondIsSet.countDown();
        slow.join(30_000);

        assertThat(heard).containsExactly(20, 30);
    }

    @Test
    void who_follows_hears_the_value_now_and_every_later_one() {
        LiveSetting<Integer> size = settings.intSetting("bedrock-pool-size", 1, 500, 10);
        List<Integer> heard = new ArrayList<>();

        AutoCloseable following = size.follow(heard::add);
        settings.set("bedrock-pool-size", "20");

        assertThat(following).isNotNull();
        assertThat(heard).containsExactly(10, 20);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void numbers_that_are_none_are_refused() {
        LiveSetting<Double> threshold = settings.doubleSetting("cache-similarity-threshold", 0.5, 1.0, 0.9);

        assertThat(settings.set("cache-similarity-threshold", "0.85")).isTrue();
        assertThat(settings.set("cache-similarity-threshold", "NaN")).isFalse();
        assertThat(threshold.get()).isEqualTo(0.85);
    }

    @Test
    void a_setting_is_made_once_and_of_one_type() {
        LiveSetting<Integer> size = settings.intSetting("bedrock-pool-size", 1, 500, 10);

        assertThat(settings.intSetting("bedrock-pool-size", 1, 2, 1)).isSameAs(size);
        assertThatThrownBy(() -> settings.doubleSetting("bedrock-pool-size", 0, 1, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one type only");
    }

    @Test
    void impossible_defaults_and_unknown_names_are_refused() {
        assertThatThrownBy(() -> settings.intSetting("bedrock-pool-size", 1, 500, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bedrock-pool-size must be between 1 and 500, was 0");
        assertThatThrownBy(() -> settings.set("nobody", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name must be a setting that was asked for before, was 'nobody'");
    }

    @Test
    void a_fixed_setting_says_so() {
        assertThat(LiveSetting.fixed("permits", 7)).hasToString("LiveSetting{permits=7, from CODE}");
    }
}

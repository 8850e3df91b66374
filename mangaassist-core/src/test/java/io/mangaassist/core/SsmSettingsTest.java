package io.mangaassist.core;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mangaassist.testkit.SsmSimulator;
import io.mangaassist.testkit.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ssm.SsmAsyncClient;

/** The real SSM client against a server on loopback; only the pauses between polls are virtual. */
final class SsmSettingsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final VirtualTime time = VirtualTime.start();
    private final SsmSimulator ssm = SsmSimulator.start();
    private final SsmAsyncClient client = SsmAsyncClient.builder()
            .endpointOverride(ssm.endpoint())
            .region(Region.AP_NORTHEAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(NettyNioAsyncHttpClient.builder())
            .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
    private final LiveSettings settings =
            LiveSettings.builder().meterRegistry(registry).build();
    private final LiveSetting<Integer> size = settings.intSetting("bedrock-pool-size", 1, 500, 10);
    private final LiveSetting<Duration> ttl =
            settings.secondsSetting("cache-ttl-seconds", ofSeconds(60), ofMinutes(60), ofMinutes(30));

    @AfterEach
    void stop() {
        settings.close();
        client.close();
        ssm.close();
    }

    @Test
    void settings_follow_the_parameters_of_their_path_over_many_pages() {
        for (int i = 0; i < 25; i++) {
            ssm.put("/manga-assist/prod/another-" + i, "x");
        }
        ssm.put("/manga-assist/prod/bedrock-pool-size", "25").put("/manga-assist/prod/cache-ttl-seconds", "900");
        ssm.put("/manga-assist/staging/bedrock-pool-size", "99");

        try (SsmSettings feed = feed()) {
            poll(1);
            assertThat(size.get()).isEqualTo(25);
            assertThat(size.source()).isEqualTo(SettingSource.SSM);
            assertThat(ttl.get()).isEqualTo(ofMinutes(15));
            assertThat(ssm.requests()).as("27 parameters in pages of ten").isEqualTo(3);

            ssm.put("/manga-assist/prod/bedrock-pool-size", "196").remove("/manga-assist/prod/cache-ttl-seconds");
            poll(2);
            assertThat(size.get()).isEqualTo(196);
            assertThat(ttl.get())
                    .as("a deleted parameter lets the default speak")
                    .isEqualTo(ofMinutes(30));
        }
    }

    @Test
    void refusals_change_nothing_and_stretch_the_pause() {
        ssm.put("/manga-assist/prod/bedrock-pool-size", "25");
        try (SsmSettings feed = feed()) {
            poll(1);

            ssm.refuseWith("ThrottlingException");
            poll(2);
            ssm.refuseWith("AccessDeniedException");
            time.advance(ofSeconds(25));
            assertThat(polls()).as("after a refusal the pause is at least 32 s").isEqualTo(2);
            poll(3);
            assertThat(size.get()).isEqualTo(25);
            assertThat(polls("throttled")).isOne();
            assertThat(polls("error")).isOne();

            ssm.answer().put("/manga-assist/prod/bedrock-pool-size", "30");
            poll(4);
            assertThat(size.get()).isEqualTo(30);
        }
    }

    @Test
    void a_parameter_store_that_is_gone_changes_nothing() {
        ssm.put("/manga-assist/prod/bedrock-pool-size", "25");
        try (SsmSettings feed = feed()) {
            poll(1);

            ssm.close();
            poll(2);

            assertThat(size.get()).isEqualTo(25);
            assertThat(size.source()).isEqualTo(SettingSource.SSM);
            assertThat(polls("error")).isOne();
        }
    }

    @Test
    void a_bad_parameter_is_refused_and_the_last_good_one_stays() {
        ssm.put("/manga-assist/prod/bedrock-pool-size", "25");
        try (SsmSettings feed = feed()) {
            poll(1);
            ssm.put("/manga-assist/prod/bedrock-pool-size", "100000");
            poll(2);
        }

        assertThat(size.get()).isEqualTo(25);
        assertThat(registry.get("mangaassist.setting.refused")
                        .tag("setting", "bedrock-pool-size")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void nothing_is_read_after_closing() {
        SsmSettings feed = feed();
        poll(1);
        feed.close();
        feed.close();

        assertThat(time.pending()).as("no poll is waiting").isZero();
        time.advance(ofMinutes(60));
        assertThat(ssm.requests()).isOne();
    }

    @Test
    void impossible_settings_are_refused_with_rule_and_value() {
        assertThatThrownBy(() -> SsmSettings.builder(settings, client).path("prod"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("path must be a parameter path, was 'prod'");
        assertThatThrownBy(() -> SsmSettings.builder(settings, client).pollEvery(Duration.ofMillis(10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pollEvery must be >= PT1S, was PT0.01S");
    }

    private SsmSettings feed() {
        return SsmSettings.builder(settings, client)
                .path("/manga-assist/prod/")
                .scheduler(time.scheduler())
                .start();
    }

    /** Lets virtual time pass until the given number of polls has been answered by the real server. */
    private void poll(int number) {
        await().atMost(ofSeconds(30)).until(() -> {
            if (time.pending() > 0 && polls() < number) {
                time.advance(ofSeconds(1));
            }
            return polls() >= number && time.pending() > 0;
        });
    }

    private long polls() {
        return registry.find("mangaassist.setting.poll").timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    private long polls(String outcome) {
        return registry.get("mangaassist.setting.poll")
                .tag("outcome", outcome)
                .timer()
                .count();
    }
}

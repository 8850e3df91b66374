package io.mangaassist.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkRequestOverrideConfiguration;

final class AwsRequestAttributesTest {

    private static final Duration DEFAULT_FIRST = Duration.ofSeconds(2);
    private static final Duration DEFAULT_TOTAL = Duration.ofSeconds(30);

    private final MockClock clock = new MockClock();

    @Test
    void a_request_that_says_nothing_gets_the_defaults() {
        Deadline deadline = deadline(new Request(Optional.empty()));

        assertThat(deadline.remainingToFirstToken()).isEqualTo(DEFAULT_FIRST);
        assertThat(deadline.remaining()).isEqualTo(DEFAULT_TOTAL);
    }

    @Test
    void the_call_time_out_is_the_total_part_and_bounds_the_first_token() {
        Deadline deadline = deadline(request(c -> c.apiCallTimeout(Duration.ofSeconds(1))));

        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(1));
        assertThat(deadline.remainingToFirstToken()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_deadline_begun_earlier_outranks_everything() {
        Deadline begun = Deadline.in(Duration.ofMillis(700), clock);

        assertThat(deadline(request(c -> c.apiCallTimeout(Duration.ofSeconds(9))
                        .putExecutionAttribute(AwsRequestAttributes.DEADLINE, begun))))
                .isSameAs(begun);
    }

    @Test
    void a_time_that_has_run_out_already_is_a_deadline_that_has_passed() {
        Deadline deadline = deadline(
                request(c -> c.putExecutionAttribute(AwsRequestAttributes.FIRST_TOKEN_TIMEOUT, Duration.ofMillis(-1))));
        clock.add(Duration.ofNanos(1));

        assertThat(deadline.isFirstTokenExpired()).isTrue();
    }

    @Test
    void intent_and_lane_are_read_back() {
        SdkRequest request = request(c -> c.putExecutionAttribute(AwsRequestAttributes.INTENT, "order")
                .putExecutionAttribute(AwsRequestAttributes.LANE, Lane.BACKGROUND)
                .putExecutionAttribute(AwsRequestAttributes.FIRST_TOKEN_TIMEOUT, Duration.ofMillis(300)));

        assertThat(AwsRequestAttributes.get(request, AwsRequestAttributes.INTENT))
                .contains("order");
        assertThat(AwsRequestAttributes.get(request, AwsRequestAttributes.LANE)).contains(Lane.BACKGROUND);
        assertThat(AwsRequestAttributes.get(request, AwsRequestAttributes.CORRELATION_ID))
                .isEmpty();
        assertThat(deadline(request).remainingToFirstToken()).isEqualTo(Duration.ofMillis(300));
    }

    private Deadline deadline(SdkRequest request) {
        return AwsRequestAttributes.deadline(request, DEFAULT_FIRST, DEFAULT_TOTAL, clock);
    }

    private static SdkRequest request(Consumer<SdkRequestOverrideConfiguration.Builder> settings) {
        SdkRequestOverrideConfiguration.Builder builder = SdkRequestOverrideConfiguration.builder();
        settings.accept(builder);
        return new Request(Optional.of(builder.build()));
    }

    /** The smallest request there can be. */
    private static final class Request extends SdkRequest {

        private final Optional<RequestOverrideConfiguration> configuration;

        Request(Optional<RequestOverrideConfiguration> configuration) {
            this.configuration = configuration;
        }

        @Override
        public Optional<? extends RequestOverrideConfiguration> overrideConfiguration() {
            return configuration;
        }

        @Override
        public Builder toBuilder() {
            throw new AssertionError("nobody changes a request here");
        }

        @Override
        public List<SdkField<?>> sdkFields() {
            return List.of();
        }
    }
}

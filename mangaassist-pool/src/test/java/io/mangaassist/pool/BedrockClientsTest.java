package io.mangaassist.pool;

import static io.mangaassist.pool.SimulatedBedrock.HAIKU;
import static io.mangaassist.pool.SimulatedBedrock.SONNET;
import static io.mangaassist.pool.SimulatedBedrock.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.CountTokensRequest;
import software.amazon.awssdk.services.bedrockruntime.model.CountTokensResponse;

/** The pool in the SDK's own types. */
@Timeout(30)
final class BedrockClientsTest {

    private final FakeBedrock sonnet = new FakeBedrock();
    private final FakeBedrock haiku = new FakeBedrock();

    @Test
    void every_operation_of_this_sdk_is_handled_or_delegated() {
        try (BedrockPool pool = pool()) {
            assertThat(BedrockNewerOperations.missing(BedrockRuntimeAsyncClient.class, pool.asyncClient()))
                    .as("a new SDK has operations that the facade does not know")
                    .isEmpty();
            assertThat(BedrockNewerOperations.missing(BedrockRuntimeClient.class, pool.client()))
                    .isEmpty();
            assertThat(Proxy.isProxyClass(pool.asyncClient().getClass())).isFalse();
        }
    }

    @Test
    void an_operation_that_the_facade_does_not_know_is_forwarded() {
        CountTokensResponse counted =
                CountTokensResponse.builder().inputTokens(7).build();
        BedrockRuntimeAsyncClient delegate = new OldFacade() {
            @Override
            public CompletableFuture<CountTokensResponse> countTokens(CountTokensRequest request) {
                return CompletableFuture.completedFuture(counted);
            }
        };
        OldFacade facade = new OldFacade();

        BedrockRuntimeAsyncClient client = BedrockNewerOperations.async(facade, () -> delegate);

        assertThat(client.countTokens(CountTokensRequest.builder().build())).isCompletedWithValue(counted);
        assertThat(client.countTokens(request -> {})).as("through the overload").isCompletedWithValue(counted);
        var unused = client.converse(request -> {});
        assertThat(facade.asked).as("what it knows stays with the facade").isTrue();
    }

    @Test
    void so_is_one_that_the_blocking_facade_does_not_know() {
        CountTokensResponse counted =
                CountTokensResponse.builder().inputTokens(7).build();
        BedrockRuntimeAsyncClient async = new OldFacade() {
            @Override
            public CompletableFuture<CountTokensResponse> countTokens(CountTokensRequest request) {
                return CompletableFuture.completedFuture(counted);
            }
        };

        BedrockRuntimeClient client = BedrockNewerOperations.sync(new OldBlockingFacade(), async);

        assertThat(client.countTokens(CountTokensRequest.builder().build())).isEqualTo(counted);
        assertThat(client.countTokens(request -> {})).as("through the overload").isEqualTo(counted);
        assertThat(client.serviceName()).isEqualTo("bedrock");
    }

    @Test
    void an_interrupt_cancels_the_call_of_a_blocking_client() throws InterruptedException {
        try (BedrockPool pool = pool()) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            AtomicBoolean kept = new AtomicBoolean();
            Thread caller = new Thread(() -> {
                try {
                    pool.client().converse(question(SONNET));
                } catch (RuntimeException failure) {
                    thrown.set(failure);
                    kept.set(Thread.currentThread().isInterrupted());
                }
            });
            sonnet.onCall = new CountDownLatch(1);
            caller.start();
            sonnet.onCall.await();

            caller.interrupt();
            caller.join();

            assertThat(thrown.get()).isInstanceOf(AbortedException.class);
            assertThat(kept).as("the flag is kept").isTrue();
            assertThat(sonnet.calls.get(0)).isCancelled();
            assertThat(pool.snapshot().rungs()).allMatch(rung -> rung.active() == 0);
        }
    }

    @Test
    void closing_a_handed_out_client_closes_nothing() {
        try (BedrockPool pool = pool()) {
            pool.asyncClient().close();
            pool.client().close();

            var unused = pool.asyncClient().converse(question(SONNET));

            assertThat(sonnet.calls).hasSize(1);
            assertThat(pool.asyncClient().serviceName()).isEqualTo("bedrock");
        }
    }

    @Test
    void printing_shows_state_and_no_prompt() {
        try (BedrockPool pool = pool()) {
            var unused = pool.asyncClient().converse(question(SONNET));

            assertThat(pool.toString() + pool.asyncClient() + pool.client())
                    .contains("sonnet", "active=1")
                    .doesNotContain("One Piece");
        }
    }

    @Test
    void delegates_that_retry_are_refused_with_the_remedy() {
        try (BedrockRuntimeAsyncClient retrying = BedrockRuntimeAsyncClient.builder()
                .region(Region.AP_NORTHEAST_1)
                .build()) {
            assertThatThrownBy(() -> BedrockPool.builder()
                            .rung(BedrockRung.of("sonnet", SONNET, retrying))
                            .build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("retry strategy of the client of rung sonnet must be off: build it with"
                            + " overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry())),"
                            + " was 4 attempts");
        }
    }

    @Test
    void impossible_settings_are_named() {
        BedrockRung rung = BedrockRung.of("sonnet", SONNET, sonnet);
        BedrockPool.Builder twice = BedrockPool.builder().rung(rung).rung(rung);
        BedrockPool.Builder contradicting = BedrockPool.builder()
                .rung(rung)
                .firstTokenTimeout(Duration.ofSeconds(9))
                .totalTimeout(Duration.ofSeconds(3));

        assertThatThrownBy(() -> BedrockPool.builder().build()).hasMessage("rungs must be at least one, was 0");
        assertThatThrownBy(() -> rung.permits(0)).hasMessage("permits must be > 0, was 0");
        assertThatThrownBy(twice::build).hasMessage("names of rungs must be different, was sonnet twice");
        assertThatThrownBy(contradicting::build)
                .hasMessage("firstTokenTimeout must be <= totalTimeout (PT3S), was PT9S");
        assertThatThrownBy(() -> BedrockPool.builder()
                        .rung(rung)
                        .waiting(PoolWaiting.defaults().queueLimit(-1))
                        .build())
                .hasMessage("queueLimit must be >= 0, was -1");
        assertThatThrownBy(() -> BedrockPool.builder()
                        .rung(rung.maxTokens(1_000).tokenQuota(4_000, 5))
                        .build())
                .hasMessage("maxTokens x burndown of rung sonnet must be <= its tokenQuota (4000), was 5000");
        assertThatThrownBy(() -> BedrockRung.of("none", SONNET, sonnet)).hasMessageContaining("name must be");
    }

    private BedrockPool pool() {
        return BedrockPool.builder()
                .rung(BedrockRung.of("sonnet", SONNET, sonnet))
                .rung(BedrockRung.of("haiku", HAIKU, haiku))
                .drain(Duration.ZERO)
                .build();
    }

    /** As the facade of a library that was compiled when Bedrock had one operation. */
    static class OldFacade implements BedrockRuntimeAsyncClient {

        boolean asked;

        @Override
        public CompletableFuture<ConverseResponse> converse(ConverseRequest request) {
            asked = true;
            return new CompletableFuture<>();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    static final class OldBlockingFacade implements BedrockRuntimeClient {

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}

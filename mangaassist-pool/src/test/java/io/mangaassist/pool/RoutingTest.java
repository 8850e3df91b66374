package io.mangaassist.pool;

import static io.mangaassist.pool.SimulatedBedrock.HAIKU;
import static io.mangaassist.pool.SimulatedBedrock.SONNET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mangaassist.core.AwsRequestAttributes;
import io.mangaassist.core.LiveSettings;
import io.mangaassist.testkit.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InternalServerException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/** The order of the router's checks, in virtual time and with answers given by hand. */
final class RoutingTest {

    private final VirtualTime time = VirtualTime.start();
    private final FakeBedrock sonnet = new FakeBedrock();
    private final FakeBedrock haiku = new FakeBedrock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Route> routes = new ArrayList<>();

    @Test
    void a_request_waits_only_while_waiting_is_shorter_than_the_lower_rung() {
        BedrockPool pool = pool(b -> b.waiting(PoolWaiting.defaults().ceiling(Duration.ofMillis(300))), 1);
        send(pool, ask());

        send(pool, ask());
        assertThat(haiku.calls).as("500 ms are expected, 300 allowed").hasSize(1);

        assertThat(last().diversions()).isEmpty();
        haiku.answer(0, "haiku");
        assertThat(last().diversions()).containsExactly(new Route.Diversion("sonnet", RouteReason.PREDICTED_WAIT));
    }

    @Test
    void a_waiter_that_waits_too_long_goes_on() {
        BedrockPool pool = pool(b -> b.waiting(PoolWaiting.defaults().ceiling(Duration.ofMillis(600))), 1);
        send(pool, ask());
        CompletableFuture<ConverseResponse> second = ask(pool);
        assertThat(haiku.calls).isEmpty();

        time.advance(Duration.ofMillis(600));
        haiku.answer(0, "haiku");

        assertThat(second).isCompleted();
        assertThat(last().diversions()).containsExactly(new Route.Diversion("sonnet", RouteReason.EXHAUSTED));
        sonnet.answer(0, "sonnet");
        assertThat(pool.snapshot().rungs()).allMatch(rung -> rung.active() == 0 && rung.waiting() == 0);
    }

    @Test
    void a_waiter_takes_the_permit_that_comes_back() {
        BedrockPool pool = pool(b -> b.waiting(PoolWaiting.defaults().ceiling(Duration.ofMillis(600))), 1);
        send(pool, ask());
        CompletableFuture<ConverseResponse> second = ask(pool);

        sonnet.answer(0, "first");
        time.runDue();
        sonnet.answer(1, "second");

        assertThat(second).isCompleted();
        assertThat(haiku.calls).isEmpty();
    }

    @Test
    void without_time_left_there_is_the_degraded_answer_and_no_call() {
        BedrockPool pool = pool(b -> b.degraded("busy"), 1);
        CompletableFuture<ConverseResponse> late = pool.asyncClient().converse(limited(Duration.ofSeconds(1)));

        time.advance(Duration.ofSeconds(1));

        assertThat(late).isCompleted();
        assertThat(last().isDegraded()).isTrue();
        assertThat(sonnet.calls.get(0)).as("the call was told to stop").isCancelled();
        assertThat(pool.snapshot().rungs()).allMatch(rung -> rung.active() == 0);
    }

    @Test
    void a_deadline_without_a_degraded_answer_is_one_exception() {
        BedrockPool pool = pool(b -> b, 1);
        CompletableFuture<ConverseResponse> late = pool.asyncClient().converse(limited(Duration.ofSeconds(1)));

        time.advance(Duration.ofSeconds(1));

        assertThatThrownBy(late::join).cause().isInstanceOf(PoolDeadlineException.class);
    }

    @Test
    void a_rung_without_a_first_token_in_time_is_left() {
        BedrockRung impatient = BedrockRung.of("sonnet", SONNET, sonnet).firstTokenTimeout(Duration.ofSeconds(1));
        BedrockPool pool = pool(b -> b, impatient);
        CompletableFuture<ConverseResponse> answer = ask(pool);

        time.advance(Duration.ofSeconds(1));
        haiku.answer(0, "haiku");

        assertThat(answer).isCompleted();
        assertThat(last().diversions()).containsExactly(new Route.Diversion("sonnet", RouteReason.SLOW));
    }

    @Test
    void the_breaker_opens_after_many_failures_and_tries_again_later() {
        BedrockPool pool = pool(b -> b, 50);
        for (int i = 0; i < 20; i++) {
            send(pool, ask());
            sonnet.calls
                    .get(i)
                    .completeExceptionally(
                            InternalServerException.builder().statusCode(500).build());
        }

        send(pool, ask());
        assertThat(sonnet.calls).as("open").hasSize(20);
        time.advance(Duration.ofSeconds(6));
        send(pool, ask());

        assertThat(sonnet.calls).as("half open").hasSize(21);
        assertThat(registry.get("mangaassist.pool.breaker.open")
                        .tag("pool", "sonnet")
                        .gauge()
                        .value())
                .isEqualTo(0.5);
    }

    @Test
    void connections_that_fail_divert_and_missing_credentials_do_not() {
        BedrockPool pool = pool(b -> b, 5);
        CompletableFuture<ConverseResponse> first = ask(pool);
        CompletableFuture<ConverseResponse> second = ask(pool);

        sonnet.calls.get(0).completeExceptionally(SdkClientException.create("no", new IOException("reset")));
        sonnet.calls.get(1).completeExceptionally(new CompletionException(SdkClientException.create("no keys")));
        haiku.answer(0, "haiku");

        assertThat(first).isCompleted();
        assertThatThrownBy(second::join).cause().hasMessageContaining("no keys");
        assertThat(haiku.calls).hasSize(1);
    }

    @Test
    void throttling_lowers_the_permits_and_answers_bring_them_back_slowly() {
        BedrockPool pool = pool(b -> b, 10);
        for (int i = 0; i < 10; i++) {
            send(pool, ask());
        }

        sonnet.calls
                .get(0)
                .completeExceptionally(
                        ThrottlingException.builder().statusCode(429).build());
        sonnet.calls
                .get(1)
                .completeExceptionally(
                        ThrottlingException.builder().statusCode(429).build());

        assertThat(pool.snapshot().rungs().get(0).limit())
                .as("two 429s of one moment cut once")
                .isEqualTo(7);
        for (int i = 2; i < 10; i++) {
            sonnet.answer(i, "ok");
        }
        assertThat(pool.snapshot().rungs().get(0).limit()).isEqualTo(8);
    }

    @Test
    void quotas_are_taken_before_the_call_and_settled_after_it() {
        BedrockPool pool = pool(b -> b, BedrockRung.of("sonnet", SONNET, sonnet).tokenQuota(10_000, 5));
        ConverseRequest request =
                ask().toBuilder().inferenceConfig(c -> c.maxTokens(1_500)).build();
        send(pool, request);
        send(pool, request);
        assertThat(sonnet.calls)
                .as("1,500 tokens at 5 each and the input: one call a minute")
                .hasSize(1);
        haiku.answer(0, "haiku");
        assertThat(last().diversions()).containsExactly(new Route.Diversion("sonnet", RouteReason.QUOTA));

        sonnet.calls
                .get(0)
                .complete(BedrockAnswers.converse("short").toBuilder()
                        .usage(TokenUsage.builder()
                                .inputTokens(10)
                                .outputTokens(20)
                                .totalTokens(30)
                                .build())
                        .build());
        send(pool, request);

        assertThat(sonnet.calls).as("what was not used came back").hasSize(2);
    }

    @Test
    void a_request_quota_counts_requests() {
        BedrockPool pool = pool(b -> b, BedrockRung.of("sonnet", SONNET, sonnet).requestQuota(2));
        send(pool, ask());
        send(pool, ask());
        send(pool, ask());
        assertThat(sonnet.calls).hasSize(2);

        time.advance(Duration.ofSeconds(30));
        send(pool, ask());

        assertThat(sonnet.calls).as("one more in half a minute").hasSize(3);
    }

    @Test
    void a_hedge_starts_after_the_95th_percentile_and_the_first_content_wins() {
        BedrockPool pool = pool(b -> b.hedge(0.2), 5);
        for (int i = 0; i < 16; i++) {
            send(pool, ask());
            time.advance(Duration.ofMillis(100));
            sonnet.answer(i, "ok");
        }
        CompletableFuture<ConverseResponse> slow = ask(pool);

        time.advance(Duration.ofMillis(99));
        assertThat(haiku.calls).isEmpty();
        time.advance(Duration.ofMillis(1));
        haiku.answer(0, "haiku");

        assertThat(slow).isCompleted();
        assertThat(sonnet.calls.get(16)).isCancelled();
        assertThat(last().answeredBy()).isEqualTo("haiku");
        assertThat(last().diversions()).containsExactly(new Route.Diversion("sonnet", RouteReason.HEDGED));
        assertThat(pool.snapshot().rungs()).allMatch(rung -> rung.active() == 0);
    }

    @Test
    void a_primary_that_fails_beside_its_hedge_leaves_the_answer_to_it() {
        BedrockPool pool = pool(b -> b.hedge(0.2).degraded("busy"), 5);
        for (int i = 0; i < 16; i++) {
            send(pool, ask());
            time.advance(Duration.ofMillis(100));
            sonnet.answer(i, "ok");
        }
        CompletableFuture<ConverseResponse> first = ask(pool);
        time.advance(Duration.ofMillis(100));

        sonnet.calls
                .get(16)
                .completeExceptionally(
                        InternalServerException.builder().statusCode(500).build());
        assertThat(first).as("the hedge still runs").isNotDone();
        haiku.calls
                .get(0)
                .completeExceptionally(
                        InternalServerException.builder().statusCode(500).build());

        assertThat(first).isCompleted();
        assertThat(last().isDegraded()).isTrue();
    }

    @Test
    void the_adapter_may_change_or_refuse_and_metadata_tells_the_way() {
        BedrockRung strict = BedrockRung.of("haiku", HAIKU, haiku)
                .maxTokens(300)
                .adapter((request, target) -> request instanceof ConverseRequest c && c.performanceConfig() != null
                        ? Optional.empty()
                        : Optional.of(request));
        BedrockPool pool = builder(b -> b.routeMetadata(true))
                .rung(BedrockRung.of("sonnet", SONNET, sonnet).requestQuota(1))
                .rung(strict)
                .build();
        send(pool, ask());
        send(pool, ask());
        CompletableFuture<ConverseResponse> unfit = pool.asyncClient()
                .converse(ask().toBuilder()
                        .performanceConfig(p -> p.latency("optimized"))
                        .build());

        ConverseRequest fallen = haiku.requests.get(0);
        assertThat(fallen.modelId()).isEqualTo(HAIKU);
        assertThat(fallen.messages()).isEqualTo(ask().messages());
        assertThat(fallen.inferenceConfig().maxTokens()).isEqualTo(300);
        assertThat(fallen.requestMetadata())
                .containsEntry("mangaassist-rung", "haiku")
                .containsEntry("mangaassist-reason", "quota");
        assertThatThrownBy(unfit::join).cause().isInstanceOf(PoolExhaustedException.class);
    }

    @Test
    void a_live_setting_resizes_within_its_bounds() {
        try (LiveSettings settings =
                LiveSettings.builder().meterRegistry(registry).build()) {
            BedrockPool pool = pool(
                    b -> b,
                    BedrockRung.of("sonnet", SONNET, sonnet)
                            .permits(settings.intSetting("bedrock-pool-size", 1, 400, 10)));

            assertThat(settings.set("bedrock-pool-size", "25")).isTrue();
            assertThat(settings.set("bedrock-pool-size", "4000")).isFalse();

            assertThat(pool.snapshot().rungs().get(0).limit()).isEqualTo(25);
        }
    }

    @Test
    void demand_shows_overload_as_what_it_is() {
        BedrockPool pool = pool(b -> b.waiting(PoolWaiting.defaults().queueLimit(0)), 1);
        for (int i = 0; i < 100; i++) {
            time.advance(Duration.ofMillis(100));
            send(pool, ask());
        }

        assertThat(registry.get("mangaassist.pool.demand")
                        .tag("pool", "sonnet")
                        .gauge()
                        .value())
                .as("10 a second for half a second each, on 1 permit")
                .isBetween(4.9, 5.1);
        assertThat(registry.get("mangaassist.pool.advised.size")
                        .tag("pool", "sonnet")
                        .gauge()
                        .value())
                .isEqualTo(8);
    }

    @Test
    void a_cancelled_request_frees_its_permit() {
        BedrockPool pool = pool(b -> b, 1);
        CompletableFuture<ConverseResponse> answer = ask(pool);

        answer.cancel(true);

        assertThat(sonnet.calls.get(0)).isCancelled();
        assertThat(pool.snapshot().rungs().get(0).active()).isZero();
        assertThat(answer).failsWithin(Duration.ofSeconds(1)).withThrowableOfType(CancellationException.class);
    }

    @Test
    void an_unknown_model_passes_through_and_is_counted() {
        BedrockPool pool = pool(b -> b, 1);

        CompletableFuture<ConverseResponse> answer =
                pool.asyncClient().converse(r -> r.modelId("amazon.nova-lite-v1:0"));

        assertThat(answer).isNotDone();
        assertThat(sonnet.requests.get(0).modelId()).isEqualTo("amazon.nova-lite-v1:0");
        assertThat(registry.get("mangaassist.bedrock.unpooled").counter().count())
                .isEqualTo(1);
    }

    @Test
    void after_closing_there_is_a_failed_future_and_waiters_are_refused() {
        BedrockPool pool = pool(b -> b.waiting(PoolWaiting.defaults().ceiling(Duration.ofSeconds(1))), 1);
        CompletableFuture<ConverseResponse> running = ask(pool);
        CompletableFuture<ConverseResponse> waiting = ask(pool);

        assertThat(pool.close(Duration.ZERO)).as("one still runs").isFalse();
        time.runDue();

        assertThatThrownBy(waiting::join).cause().isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(() -> ask(pool).join()).cause().isInstanceOf(PoolClosedException.class);
        sonnet.answer(0, "ok");
        assertThat(running).isCompleted();
        assertThat(pool.close(Duration.ZERO)).isTrue();
    }

    private BedrockPool pool(UnaryOperator<BedrockPool.Builder> more, int permits) {
        return pool(more, BedrockRung.of("sonnet", SONNET, sonnet).permits(permits));
    }

    private BedrockPool pool(UnaryOperator<BedrockPool.Builder> more, BedrockRung primary) {
        return builder(more)
                .rung(primary)
                .rung(BedrockRung.of("haiku", HAIKU, haiku).permits(100))
                .build();
    }

    private BedrockPool.Builder builder(UnaryOperator<BedrockPool.Builder> more) {
        return more.apply(BedrockPool.builder()
                .clock(time.clock())
                .scheduler(time.scheduler())
                .executor(Runnable::run)
                .firstTokenTimeout(Duration.ofSeconds(20))
                .routeListener(routes::add)
                .meterRegistry(registry));
    }

    private static ConverseRequest ask() {
        return SimulatedBedrock.question(SONNET);
    }

    private static CompletableFuture<ConverseResponse> ask(BedrockPool pool) {
        return pool.asyncClient().converse(ask());
    }

    private static void send(BedrockPool pool, ConverseRequest request) {
        var unused = pool.asyncClient().converse(request);
    }

    private static ConverseRequest limited(Duration firstToken) {
        return ask().toBuilder()
                .overrideConfiguration(
                        c -> c.putExecutionAttribute(AwsRequestAttributes.FIRST_TOKEN_TIMEOUT, firstToken))
                .build();
    }

    private Route last() {
        return routes.isEmpty()
                ? new Route("", List.of(), Route.NOBODY, Optional.empty())
                : routes.get(routes.size() - 1);
    }
}

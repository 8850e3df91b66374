package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mangaassist.testkit.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Streams that do what streams should not. */
final class HostileStreamTest {

    private final VirtualTime time = VirtualTime.start();
    private final List<AnswerReport> reports = new ArrayList<>();
    private final List<CompletableFuture<RemoteVerdict>> verdicts = new ArrayList<>();
    private final List<Object> seen = new ArrayList<>();
    private final List<String> upstream = new ArrayList<>();
    private @Nullable Subscriber<? super CharSequence> source;
    private @Nullable Subscription subscription;

    @Test
    void cancelling_at_any_point_leaves_nothing_waiting_once_the_verdicts_are_in() {
        String text = "A gold hack? No: only words. ".repeat(20);
        for (int point = 0; point <= 20; point++) {
            reports.clear();
            verdicts.clear();
            upstream.clear();
            subscribe(GuardrailMode.values()[point % 3]);
            for (int i = 0; i < point; i++) {
                source().onNext(text.substring(i * 29, i * 29 + 29));
            }
            subscriber().cancel();
            verdicts.forEach(v -> v.complete(RemoteVerdict.passed()));
            assertThat(upstream).contains("cancelled");
            assertThat(reports).as("cancelled after %d", point).hasSize(1);
            assertThat(time.pending()).isZero();
        }
    }

    @Test
    void a_null_from_the_source_is_an_error_and_nothing_follows() {
        subscribe(GuardrailMode.ASYNC);
        source().onNext("before ");
        assertThatThrownBy(() -> sendNull(source())).isInstanceOf(NullPointerException.class);
        source().onNext("after");
        assertThat(seen).hasSize(2);
        assertThat(seen.get(1)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void an_error_of_the_source_comes_once_after_the_text() {
        subscribe(GuardrailMode.ASYNC);
        source().onNext("before ");
        source().onError(new IllegalStateException("on purpose"));
        source().onError(new IllegalStateException("again"));
        source().onComplete();
        assertThat(seen).hasSize(2);
        verdicts.forEach(v -> v.complete(RemoteVerdict.passed()));
        assertThat(reports).singleElement().extracting(AnswerReport::verdict).isEqualTo(AnswerVerdict.ABORTED);
    }

    @Test
    void a_megabyte_at_once_and_lone_surrogates_pass_as_they_are() {
        subscribe(GuardrailMode.ASYNC);
        String large = "文章です。\uD83D".repeat(170_000);
        source().onNext(large);
        source().onNext("");
        source().onNext("\uDE00");
        source().onComplete();
        verdicts.forEach(v -> v.complete(RemoteVerdict.passed()));
        StringBuilder shown = new StringBuilder();
        seen.forEach(event -> {
            if (event instanceof GuardedEvent.Text piece) {
                shown.append(piece.text());
            }
        });
        assertThat(shown.toString().equals(large + "\uDE00")).isTrue();
        assertThat(seen.get(seen.size() - 1)).isInstanceOf(GuardedEvent.Completed.class);
        assertThat(reports)
                .singleElement()
                .extracting(r -> r.coverage().complete())
                .isEqualTo(true);
    }

    @SuppressWarnings("NullAway")
    private static void sendNull(Subscriber<? super CharSequence> to) {
        to.onNext(null);
    }

    private Subscriber<? super CharSequence> source() {
        if (source == null) {
            throw new AssertionError("not subscribed");
        }
        return source;
    }

    private Subscription subscriber() {
        if (subscription == null) {
            throw new AssertionError("not subscribed");
        }
        return subscription;
    }

    private void subscribe(GuardrailMode mode) {
        Guardrails guardrails = Guardrails.builder(Policies.literals(RuleAction.BLOCK, "gold hacks"))
                .meterRegistry(new SimpleMeterRegistry())
                .clock(time.clock())
                .scheduler(time.scheduler())
                .intents(IntentPolicy.always(mode))
                .onAnswer(reports::add)
                .remote(check -> {
                    CompletableFuture<RemoteVerdict> verdict = new CompletableFuture<>();
                    verdicts.add(verdict);
                    return verdict;
                })
                .build();
        guardrails
                .guard(
                        to -> {
                            source = to;
                            to.onSubscribe(new Subscription() {
                                @Override
                                public void request(long n) {}

                                @Override
                                public void cancel() {
                                    upstream.add("cancelled");
                                }
                            });
                        },
                        AnswerContext.of("c"))
                .subscribe(new Subscriber<>() {
                    @Override
                    public void onSubscribe(Subscription s) {
                        subscription = s;
                        s.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(GuardedEvent event) {
                        seen.add(event);
                    }

                    @Override
                    public void onError(Throwable thrown) {
                        seen.add(thrown);
                    }

                    @Override
                    public void onComplete() {}
                });
    }
}

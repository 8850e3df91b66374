package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GuardrailSessionTest {

    private static final GuardPolicy BLOCKING = Policies.literals(RuleAction.BLOCK, "アダルト動画", "free gold");

    @Test
    void text_that_cannot_become_a_violation_is_released_at_once() {
        GuardrailSession session = local(BLOCKING, GuardrailMode.ASYNC);
        assertThat(session.offer("この漫画は").text()).isEqualTo("この漫画は");
        assertThat(session.held()).isZero();
    }

    @Test
    void only_what_could_become_a_violation_is_held() {
        GuardrailSession session = local(BLOCKING, GuardrailMode.ASYNC);
        assertThat(session.offer("おすすめはアダ").text()).isEqualTo("おすすめは");
        assertThat(session.offer("ムスの城").text())
                .as("once the next letters decide, all of it goes")
                .isEqualTo("アダムスの城");
    }

    @Test
    void a_violation_over_three_pieces_is_stopped_before_its_first_letter() {
        GuardrailSession session = local(BLOCKING, GuardrailMode.ASYNC);
        assertThat(session.offer("では、ア").text()).isEqualTo("では、");
        assertThat(session.offer("ダルト").text()).isEmpty();
        Release last = session.offer("動画です");
        assertThat(last.text()).isEmpty();
        assertThat(last.intervention()).isNotNull();
        assertThat(last.verdict()).isEqualTo(AnswerVerdict.STOPPED);
        assertThat(session.findings()).containsExactly(new Finding(Tier.LOCAL, "r0", RuleAction.BLOCK, 3, 9));
    }

    @Test
    void half_width_zero_width_and_split_voicing_marks_hide_nothing() {
        GuardrailSession session = local(BLOCKING, GuardrailMode.ASYNC);
        session.offer("ｱ\u200Bﾀ");
        session.offer("ﾞﾙ\u00ADﾄ動");
        assertThat(session.offer("画").verdict()).isEqualTo(AnswerVerdict.STOPPED);
    }

    @Test
    void a_kana_is_held_only_if_its_voiced_form_matters() {
        GuardrailSession session = local(Policies.literals(RuleAction.BLOCK, "だめ"), GuardrailMode.ASYNC);
        assertThat(session.offer("た").text()).as("た could become だ").isEmpty();
        assertThat(session.offer("か").text())
                .as("か could become が, which is in no rule")
                .isEqualTo("たか");
        assertThat(session.offer("た\u3099め").verdict()).isEqualTo(AnswerVerdict.STOPPED);
    }

    @Test
    void a_listed_word_ending_in_a_kana_waits_for_the_mark_that_would_change_it() {
        GuardPolicy policy = Policies.literals(RuleAction.BLOCK, "あか");
        GuardrailSession voiced = local(policy, GuardrailMode.ASYNC);
        assertThat(voiced.offer("あか").verdict()).isNull();
        assertThat(voiced.offer("\u3099る").text()).isEqualTo("あか\u3099る");
        GuardrailSession plain = local(policy, GuardrailMode.ASYNC);
        plain.offer("あか");
        assertThat(plain.complete().verdict()).isEqualTo(AnswerVerdict.STOPPED);
    }

    @Test
    void masked_characters_are_replaced_one_for_one() {
        GuardrailSession session = local(Policies.literals(RuleAction.MASK, "gold", "old cat"), GuardrailMode.ASYNC);
        assertThat(session.offer("a gold cat sat").text()).isEqualTo("a ******** sat");
        assertThat(session.complete().verdict()).isEqualTo(AnswerVerdict.CLEAN);
    }

    @Test
    void flagged_text_is_shown_and_reported() {
        GuardrailSession session = local(Policies.literals(RuleAction.FLAG, "gold"), GuardrailMode.ASYNC);
        assertThat(session.offer("go").text()).isEqualTo("go");
        assertThat(session.offer("ld").text()).isEqualTo("ld");
        assertThat(session.findings()).hasSize(1);
    }

    @Test
    void a_whole_answer_is_shown_only_after_its_verdict() {
        GuardrailSession session = remote(GuardrailMode.SYNC);
        assertThat(session.offer("ご注文を承りました。")).isEqualTo(Release.NOTHING);
        Release whole = session.complete();
        assertThat(whole.text()).isEmpty();
        RemoteCheck check = whole.checks().get(0);
        Release shown = session.verdict(check.id(), RemoteVerdict.passed());
        assertThat(shown.text()).isEqualTo("ご注文を承りました。");
        assertThat(shown.verdict()).isEqualTo(AnswerVerdict.CLEAN);
    }

    @Test
    void a_whole_answer_whose_check_fails_is_never_shown() {
        GuardrailSession session = remote(GuardrailMode.SYNC);
        session.offer("ご注文を承りました。");
        RemoteCheck check = session.complete().checks().get(0);
        Release end = session.verdict(check.id(), RemoteVerdict.failed("timeout"));
        assertThat(end.text()).isEmpty();
        assertThat(end.verdict()).isEqualTo(AnswerVerdict.STOPPED);
        assertThat(session.coverage().complete()).isFalse();
    }

    @Test
    void a_gated_answer_is_released_chunk_by_chunk_in_order() {
        GuardrailSession session = remote(GuardrailMode.GATED);
        String sentence = "これは三十文字くらいの長さがある普通の文章ですから問題ありません。";
        Release offered = session.offer(sentence + sentence + sentence);
        assertThat(offered.text()).isEmpty();
        List<RemoteCheck> checks = offered.checks();
        assertThat(checks).hasSizeGreaterThan(1);
        assertThat(session.verdict(checks.get(1).id(), RemoteVerdict.passed()).text())
                .as("the second chunk waits for the first")
                .isEmpty();
        assertThat(session.verdict(checks.get(0).id(), RemoteVerdict.passed()).text())
                .isEqualTo(sentence + sentence);
    }

    @Test
    void the_tail_is_evaluated_with_the_text_before_it_as_context() {
        GuardrailSession session = remote(GuardrailMode.ASYNC);
        session.offer("short answer");
        RemoteCheck tail = session.complete().checks().get(0);
        assertThat(tail.text()).isEqualTo("short answer");
        GuardrailSession longer = remote(GuardrailMode.ASYNC);
        String text = "文。".repeat(200);
        List<RemoteCheck> checks = longer.offer(text).checks();
        assertThat(checks.get(1).context()).isEqualTo(checks.get(1).from());
        RemoteCheck last = longer.complete().checks().get(0);
        assertThat(last.to()).isEqualTo(text.length());
    }

    @Test
    void a_verdict_after_the_end_retracts_what_was_shown() {
        GuardrailSession session = remote(GuardrailMode.ASYNC);
        assertThat(session.offer("fine words").text()).isEqualTo("fine words");
        RemoteCheck tail = session.complete().checks().get(0);
        Release late = session.verdict(tail.id(), RemoteVerdict.violation("topic:finance"));
        assertThat(late.verdict()).isEqualTo(AnswerVerdict.RETRACTED);
        assertThat(session.verdict(tail.id(), RemoteVerdict.passed()))
                .as("a second verdict on one check changes nothing")
                .isEqualTo(Release.NOTHING);
    }

    @Test
    void a_late_check_leaves_a_gap_until_its_verdict_comes() {
        GuardrailSession session = remote(GuardrailMode.ASYNC);
        session.offer("fine words");
        RemoteCheck tail = session.complete().checks().get(0);
        assertThat(session.verdict(tail.id(), RemoteVerdict.failed("timeout")).verdict())
                .isEqualTo(AnswerVerdict.UNVERIFIED);
        assertThat(session.verdict(tail.id(), RemoteVerdict.violation("word")).verdict())
                .isEqualTo(AnswerVerdict.RETRACTED);
    }

    @Test
    void nothing_evaluated_is_never_clean() {
        GuardrailSession session = local(BLOCKING, GuardrailMode.OFF);
        assertThat(session.offer("free gold").text()).isEqualTo("free gold");
        assertThat(session.complete().verdict()).isEqualTo(AnswerVerdict.UNVERIFIED);
    }

    @Test
    void an_aborted_answer_has_what_was_shown_evaluated() {
        GuardrailSession session = remote(GuardrailMode.ASYNC);
        session.offer("shown");
        Release aborted = session.abort();
        assertThat(aborted.checks()).hasSize(1);
        assertThat(session.verdict(0, RemoteVerdict.passed()).verdict()).isEqualTo(AnswerVerdict.ABORTED);
    }

    @Test
    void empty_pieces_and_pieces_after_the_end_change_nothing() {
        GuardrailSession session = local(BLOCKING, GuardrailMode.ASYNC);
        assertThat(session.offer("")).isEqualTo(Release.NOTHING);
        session.complete();
        assertThat(session.offer("more")).isEqualTo(Release.NOTHING);
        assertThat(session.complete()).isEqualTo(Release.NOTHING);
    }

    static GuardrailSession local(GuardPolicy policy, GuardrailMode mode) {
        return new GuardrailSession(plan(policy, mode, false));
    }

    static GuardrailSession remote(GuardrailMode mode) {
        return new GuardrailSession(plan(BLOCKING, mode, true));
    }

    private static SessionPlan plan(GuardPolicy policy, GuardrailMode mode, boolean remote) {
        return new SessionPlan(
                policy,
                mode,
                remote,
                FailureMode.CLOSED,
                new ChunkPlan(25, 50, 1000, 10_000, Integer.MAX_VALUE, 1),
                false,
                "test",
                "replacement");
    }
}

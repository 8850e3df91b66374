package io.mangaassist.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.dns.AnswerPolicy.Unlisted;
import org.junit.jupiter.api.Test;

/** Seed and snapshot are judged for hosts that no rule names, too. */
final class KeptAnswersPolicyTest {

    private static final String OTHER = "other.example.com";

    @Test
    void a_seed_does_not_get_round_a_refusal() {
        try (Rig rig = seeded(Unlisted.REFUSE, "192.0.2.7")) {
            assertThat(rig.resolver.resolveAsync(OTHER)).isCompletedExceptionally();
        }
    }

    @Test
    void a_seed_may_not_give_what_name_servers_may_not() {
        try (Rig rig = seeded(Unlisted.NAME_SERVERS, "169.254.169.254")) {
            assertThat(rig.resolver.resolveAsync(OTHER)).isNotDone();
        }
    }

    @Test
    void a_seed_serves_a_host_that_name_servers_may_look_up() {
        try (Rig rig = seeded(Unlisted.NAME_SERVERS, "192.0.2.7")) {
            assertThat(rig.addresses(OTHER)).containsExactly("192.0.2.7");
        }
    }

    private static Rig seeded(Unlisted unlisted, String address) {
        AnswerPolicy policy = AnswerPolicy.builder()
                .allow(Rig.HOST, "10.0.0.0/16")
                .unlisted(unlisted)
                .build();
        return new Rig(
                builder -> builder.policy(policy).coldStart(ColdStart.empty().seed(OTHER + "=" + address)));
    }
}

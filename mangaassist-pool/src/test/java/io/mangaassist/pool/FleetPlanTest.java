package io.mangaassist.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.pool.FleetPlan.Model;
import io.mangaassist.pool.FleetPlan.Queueing;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FleetPlanTest {

    private static final Model SONNET = Model.of(Duration.ofMillis(500), 0.5, 10);
    private static final Model HAIKU = Model.of(Duration.ofMillis(200), 0.4, 73);
    private static final FleetPlan SALE = FleetPlan.peak(2_200)
            .hitRate(0.05)
            .tasks(8)
            .seconds(30)
            .primary(SONNET)
            .fallback(HAIKU);

    @Test
    void the_incident_fails_nearly_everyone_and_is_late_for_the_rest() {
        Forecast incident = SALE.queueing(Queueing.INCIDENT).simulate();

        assertThat(incident.answers().primary()).isBetween(0.07, 0.10);
        assertThat(incident.answers().goodput())
                .as("a fallback after five seconds is no goodput")
                .isLessThan(0.05);
    }

    @Test
    void the_ladder_answers_the_same_load_in_time() {
        Forecast ladder = SALE.simulate();

        assertThat(ladder.answers().goodput()).isGreaterThan(0.995);
        assertThat(ladder.latency().p99()).isLessThan(1);
        assertThat(ladder.primaryBusy()).isGreaterThan(0.97);
        assertThat(ladder.answers().failed()).isZero();
    }

    @Test
    void it_says_what_the_sale_needs() {
        Forecast.Needs needs = SALE.seconds(1).simulate().needs();

        assertThat(needs.permitsPerTask()).isEqualTo(196);
        assertThat(needs.permits()).isEqualTo(1_568);
        assertThat(needs.tasks()).isEqualTo(157);
        assertThat(needs.requestsPerMinute()).isEqualTo(125_400);
    }

    @Test
    void a_quota_turns_permits_into_429s() {
        Forecast capped = SALE.primary(
                        Model.of(Duration.ofMillis(500), 0.5, 196).requestQuota(24_000))
                .simulate();

        assertThat(capped.throttled()).isPositive();
        assertThat(capped.answers().primary()).as("400 of 2,090 a second").isBetween(0.18, 0.21);
    }

    @Test
    void the_same_plan_gives_the_same_forecast() {
        assertThat(SALE.simulate())
                .isEqualTo(SALE.simulate())
                .isNotEqualTo(SALE.seed(2).simulate());
    }

    @Test
    void it_agrees_with_queueing_theory_where_that_has_an_answer() {
        // 10 erlangs on 10 permits with room for 10 to wait: M/M/10/20 answers 93.2 %
        Forecast loss = FleetPlan.peak(20).primary(SONNET).seconds(600).simulate();

        assertThat(loss.answers().primary()).isBetween(0.922, 0.942);
    }

    @Test
    void the_command_prints_tables_or_json_and_refuses_nonsense() {
        assertThat(run(0, "--seconds", "2")).contains("As in the incident", "With the ladder", "196 / 1,568");
        assertThat(run(0, "--seconds", "2", "--json").lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"queueing\""));
        assertThat(run(0, "--help")).contains("--rps N");
        assertThat(run(2, "--rps", "many")).isEqualTo("--rps must be a number, was 'many'\n");
        assertThat(run(2, "--rps", "0")).startsWith("rps must be within 0..100000, was 0");
        assertThat(run(2, "--speed", "1")).startsWith("Unknown option --speed");
        assertThat(run(2, "--rps")).startsWith("No value for --rps");
    }

    private static String run(int expected, String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertThat(PlannerCommand.run(arguments, stream, stream)).isEqualTo(expected);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

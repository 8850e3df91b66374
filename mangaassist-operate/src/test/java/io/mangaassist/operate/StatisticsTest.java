package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statistics against values that others have published. */
final class StatisticsTest {

    @Test
    void mann_kendall_gives_what_little_worked_out_by_hand() {
        double[] values = {12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7};

        MannKendall test = MannKendall.of(values);

        assertThat(test.s()).as("Holy Cross, 'A Mann-Kendall example by hand'").isEqualTo(54);
        assertThat(test.variance()).isCloseTo((14.0 * 13 * 33 - 2 * 1 * 9) / 18, within(1e-9));
        assertThat(test.z()).isCloseTo(2.9058, within(1e-4));
        assertThat(test.chance() / 2).isCloseTo(0.0018, within(5e-5));
    }

    @Test
    void mann_kendall_gives_what_gilbert_printed_in_1987() {
        double[] values = {20, 20, 20, 20, 15, 20, 20, 30, 27, 26, 23, 35, 25, 28, 70, 26, 24, 34, 32, 23, 50, 30};

        assertThat(MannKendall.of(values).z()).as("page 212").isCloseTo(3.1, within(0.05));
    }

    @Test
    void mann_kendall_gives_what_other_implementations_hold_for_a_straight_line() {
        MannKendall test =
                MannKendall.of(IntStream.rangeClosed(1, 100).asDoubleStream().toArray());

        assertThat(test.s()).isEqualTo(4_950);
        assertThat(test.variance()).isEqualTo(112_750.0);
        assertThat(test.z()).isCloseTo(14.73869998208331, within(1e-12));
    }

    @Test
    void theil_sen_gives_what_sen_printed_in_1968() {
        double[] t = {1, 2, 3, 4, 10, 12, 18};
        double[] y = {9, 15, 19, 20, 45, 55, 78};

        TheilSen line = TheilSen.fit(t, y);

        assertThat(line.slope()).isCloseTo(4, within(1e-12));
        assertThat(line.intercept()).isCloseTo(6, within(1e-12));
    }

    @Test
    void theil_sen_gives_what_sprent_and_smeeton_print_in_example_11_5() {
        double[] age = IntStream.rangeClosed(4, 20).asDoubleStream().toArray();
        double[] length = {40, 45, 51, 55, 60, 67, 68, 65, 71, 74, 76, 76, 78, 83, 82, 85, 89};

        assertThat(TheilSen.fit(age, length).slope()).isCloseTo(2.6458333, within(1e-7));
    }

    @Test
    void a_line_through_one_x_is_flat() {
        assertThat(TheilSen.fit(new double[] {1, 1}, new double[] {3, 5})).isEqualTo(new TheilSen(0, 4));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.5",
        "1, 0.15865525393145707",
        "1.6448536269514722, 0.05",
        "2.3263478740408408, 0.01",
        "3.090232306167813, 0.001",
        "6, 9.865876450376946e-10",
        "-1, 0.8413447460685429"
    })
    void the_normal_tail_is_that_of_the_tables(double x, double tail) {
        assertThat(Normal.above(x)).isCloseTo(tail, within(tail * 1e-9));
    }

    @Test
    void holm_asks_more_of_the_best_of_many() {
        assertThat(Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
        assertThat(Holm.adjust(new double[0])).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20, 99", "100, 2463", "300, 22167", "0, 30"})
    void a_gate_needs_as_many_samples_as_the_spread_demands(double spread, long needed) {
        assertThat(SampleSize.needed(spread, 10)).isEqualTo(needed);
    }

    @Test
    void neighbours_that_resemble_each_other_widen_the_variance() {
        double[] wave =
                IntStream.range(0, 40).mapToDouble(i -> Math.sin(i / 6.0)).toArray();
        double[] alternating = IntStream.range(0, 40).mapToDouble(i -> i % 2).toArray();

        assertThat(MannKendall.inflation(wave)).isGreaterThan(5);
        assertThat(MannKendall.inflation(alternating)).isEqualTo(1);
    }
}

package io.mangaassist.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mangaassist.examples.ZipfLoad.Arrival;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ZipfLoadTest {

    private static final List<Question> QUESTIONS = IntStream.range(0, 100)
            .mapToObj(i -> new Question("q" + i, Locale.ENGLISH, "browse", false, "text " + i, "answer"))
            .toList();

    @Test
    void the_same_seed_plays_the_same_load() {
        assertThat(play(7, 500)).isEqualTo(play(7, 500)).isNotEqualTo(play(8, 500));
    }

    @Test
    void arrivals_keep_the_rate_and_their_order() {
        List<Arrival> arrivals = play(7, 5_000);

        assertThat(arrivals).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(arrivals.get(4_999).at()).isBetween(Duration.ofSeconds(47), Duration.ofSeconds(53));
    }

    @Test
    void the_most_popular_question_is_asked_twice_as_often_as_the_second() {
        Map<Question, Long> counts = play(7, 100_000).stream()
                .map(Arrival::question)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<Long> sorted =
                counts.values().stream().sorted((a, b) -> Long.compare(b, a)).toList();

        assertThat((double) sorted.get(0) / sorted.get(1)).isCloseTo(2, within(0.15));
    }

    private static List<Arrival> play(long seed, int count) {
        ZipfLoad load = new ZipfLoad(QUESTIONS, 100, seed);
        return Stream.generate(load::next).limit(count).toList();
    }
}

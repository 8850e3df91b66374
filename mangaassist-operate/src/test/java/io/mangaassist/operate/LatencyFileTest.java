package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LatencyFileTest {

    @TempDir
    Path folder;

    @Test
    void what_was_written_reads_back_with_every_percentile() {
        Path file = folder.resolve("baseline.json");
        LatencySnapshot written =
                Latencies.normal(3).in("ap-northeast-1c").throttled(4).taken();
        LatencyFile.write(file, List.of(written));

        LatencySnapshot read = LatencyFile.read(file).get(0);

        assertThat(read.segments()).isEqualTo(written.segments());
        assertThat(read.availabilityZone()).isEqualTo("ap-northeast-1c");
        assertThat(read.from()).isEqualTo(written.from());
        assertThat(read.outcome(Segment.BEDROCK_INVOKE, Outcome.THROTTLED)).isEqualTo(4);
        for (Segment segment : written.segments()) {
            for (double p : new double[] {1, 50, 95, 99, 100}) {
                assertThat(read.millis(segment, p)).isEqualTo(written.millis(segment, p));
            }
        }
    }

    @Test
    void a_file_of_all_segments_of_an_hour_is_small() throws IOException {
        Path file = folder.resolve("baseline.json");
        LatencyFile.write(file, List.of(Latencies.normal(3).taken()));

        assertThat(Files.size(file)).isLessThan(20_000);
    }

    @Test
    void windows_are_added_in_the_order_of_time() {
        Path file = folder.resolve("history.json");
        LatencyFile.append(file, Latencies.normal(1).taken());
        LatencyFile.append(
                file,
                Latencies.normal(2).at(Latencies.TUESDAY.minusSeconds(3_600)).taken());

        assertThat(LatencyFile.read(file))
                .extracting(LatencySnapshot::from)
                .isSorted()
                .hasSize(2);
    }

    @Test
    void a_write_that_fails_leaves_the_old_file_and_nothing_else() throws IOException {
        Path file = folder.resolve("baseline.json");
        LatencyFile.write(file, List.of(Latencies.normal(1).taken()));
        String before = Files.readString(file);
        Files.createDirectory(folder.resolve("baseline.json.writing"));

        assertThatThrownBy(() -> LatencyFile.write(file, List.of()))
                .isInstanceOf(LatencyFileException.class)
                .hasMessageContaining("baseline.json cannot be written");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void values_with_counts_and_percentiles_are_understood_too() {
        LatencySnapshot read = parse("""
                "bedrock-invoke": {"values": [350, 1800], "counts": [90, 10]},
                "vector-search": {"count": 500, "percentiles": {"50": 85, "95": 110.5}}""");

        assertThat(read.millis(Segment.BEDROCK_INVOKE, 50).orElse(0)).isCloseTo(350, within(0.5));
        assertThat(read.millis(Segment.BEDROCK_INVOKE, 95).orElse(0)).isCloseTo(1_800, within(2.0));
        assertThat(read.millis(Segment.VECTOR_SEARCH, 95)).hasValue(110.5);
        assertThat(read.millis(Segment.VECTOR_SEARCH, 99))
                .as("nobody worked it out")
                .isEmpty();
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> LatencyFile.read(folder.resolve("none.json")))
                .isInstanceOf(LatencyFileException.class)
                .hasMessage(folder.resolve("none.json") + " cannot be read: there is no such file");
    }

    @Test
    void a_file_of_a_newer_version_is_refused() {
        assertThatThrownBy(() -> LatencyFile.parse(
                        "new.json", "{\"format\":\"mangaassist-latency\",\"version\":2,\"windows\":[]}"))
                .hasMessage("new.json cannot be read: it is of version 2, and this release reads version 1 only");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"x\": {\"values\": [-1], \"counts\": [1]} | segment x: \"values\" is not a number >= 0: -1.0",
                "\"x\": {\"values\": [1], \"counts\": [1, 2]} | segment x: there are 1 values and 2 counts",
                "\"x\": {\"values\": [1e9], \"counts\": [1]} | more than 10 minutes",
                "\"x\": {\"percentiles\": {\"95\": \"NaN\"}} | \"95\" is not a number >= 0: NaN",
                "\"x\": {\"percentiles\": {\"high\": 3}} | 'high' is no percentile such as 95",
                "\"x\": {\"hdr\": \"AAAA\"} | segment x: its histogram is damaged",
                "\"x\": {\"hdr\": \"***\"} | segment x: its histogram is damaged",
                "\"x\": {\"outcomes\": {\"fine\": 3}} | 'fine' is no outcome",
                "\"X Y\": {} | 'X Y' is no segment",
                "\"x\": 3 | \"x\" is not an object"
            })
    void what_is_wrong_is_said(String segments, String message) {
        assertThatThrownBy(() -> parse(segments))
                .isInstanceOf(LatencyFileException.class)
                .hasMessageStartingWith("window.json cannot be read: ")
                .hasMessageContaining(message);
    }

    @Test
    void a_file_that_was_cut_or_hit_is_refused() {
        String good = LatencyFile.render(List.of(Latencies.normal(5).taken()));
        for (int at = 0; at < good.length(); at += 37) {
            String damaged = good.substring(0, at) + '\u0000' + good.substring(at + 1);
            assertThatThrownBy(() -> LatencyFile.parse("damaged.json", damaged))
                    .as("byte %d", at)
                    .isInstanceOf(LatencyFileException.class);
            String cut = good.substring(0, at);
            assertThatThrownBy(() -> LatencyFile.parse("cut.json", cut))
                    .as("cut at %d", at)
                    .isInstanceOf(LatencyFileException.class);
        }
    }

    private static LatencySnapshot parse(String segments) {
        String json =
                "{\"format\":\"mangaassist-latency\",\"version\":1,\"windows\":[{\"from\":\"2026-11-17T05:00:00Z\","
                        + "\"to\":\"2026-11-17T06:00:00Z\",\"segments\":{" + segments + "}}]}";
        return LatencyFile.parse("window.json", json).get(0);
    }
}

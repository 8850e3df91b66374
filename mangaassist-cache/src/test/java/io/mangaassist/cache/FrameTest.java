package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameTest {

    private static final byte[] BODY = "第一巻の発売日は二月三日です。 ".repeat(40).getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource(Compression.class)
    void a_body_comes_back_as_it_went_in(Compression compression) throws FrameException {
        byte[] frame = Frame.wrap(compression.shrink(BODY), compression, BODY.length, 7);

        assertThat(Frame.unwrap(frame, BODY.length)).isEqualTo(BODY);
    }

    @Test
    void zstd_makes_prose_smaller() {
        assertThat(Compression.ZSTD.shrink(BODY)).hasSizeLessThan(BODY.length / 2);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void every_flipped_bit_is_noticed(long seed) {
        Random random = new Random(seed);
        byte[] frame = Frame.wrap(BODY, Compression.NONE, BODY.length, 7);
        for (int i = 0; i < 200; i++) {
            int at = random.nextInt(frame.length);
            int bit = 1 << random.nextInt(8);
            frame[at] ^= (byte) bit;
            assertThatThrownBy(() -> Frame.unwrap(frame, BODY.length))
                    .as("byte %d, bit %d", at, bit)
                    .isInstanceOf(FrameException.class);
            frame[at] ^= (byte) bit;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 19})
    void what_is_shorter_than_a_header_is_foreign(int length) {
        assertThat(reasonOf(new byte[length], 100)).isEqualTo(FrameException.Reason.FOREIGN);
    }

    @Test
    void text_of_somebody_else_is_foreign() {
        byte[] json = "{\"answer\":\"something else entirely\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(reasonOf(json, 100)).isEqualTo(FrameException.Reason.FOREIGN);
    }

    @Test
    void a_later_format_is_newer_not_corrupt() {
        byte[] frame = Frame.wrap(BODY, Compression.NONE, BODY.length, 7);
        frame[1] = Frame.FORMAT + 1;

        assertThat(reasonOf(frame, BODY.length)).isEqualTo(FrameException.Reason.NEWER);
    }

    @Test
    void a_length_over_the_limit_is_refused_before_anything_is_allocated() {
        byte[] frame = Frame.wrap(Compression.ZSTD.shrink(BODY), Compression.ZSTD, Integer.MAX_VALUE, 7);

        assertThat(reasonOf(frame, Frame.MAX_RAW)).isEqualTo(FrameException.Reason.TOO_LARGE);
    }

    @Test
    void a_wrong_length_with_a_right_checksum_is_corrupt() {
        byte[] frame = Frame.wrap(Compression.ZSTD.shrink(BODY), Compression.ZSTD, BODY.length + 1, 7);

        assertThat(reasonOf(frame, Frame.MAX_RAW)).isEqualTo(FrameException.Reason.CORRUPT);
    }

    private static FrameException.Reason reasonOf(byte[] frame, int limit) {
        try {
            Frame.unwrap(frame, limit);
        } catch (FrameException refused) {
            return refused.reason();
        }
        throw new AssertionError("accepted");
    }
}

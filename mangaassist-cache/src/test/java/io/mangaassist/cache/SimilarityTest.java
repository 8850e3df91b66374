package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SimilarityTest {

    @Test
    void the_same_number_means_three_things() {
        assertThat(Similarity.ofCosine(0.85).cosine()).isEqualTo(0.85);
        assertThat(Similarity.ofCosineDistance(0.85).cosine()).isEqualTo(0.15, within(1e-12));
        assertThat(Similarity.ofNormalisedScore(0.85).cosine()).isEqualTo(0.70, within(1e-12));
    }

    @Test
    void scales_convert_back() {
        assertThat(Similarity.ofCosine(0.85).cosineDistance()).isEqualTo(0.15, within(1e-12));
        assertThat(Similarity.ofCosine(0.85).normalisedScore()).isEqualTo(0.925, within(1e-12));
    }

    @Test
    void what_is_no_cosine_is_refused() {
        assertThatThrownBy(() -> Similarity.ofCosine(1.01))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cosine must be between -1 and 1, was 1.01");
        assertThatThrownBy(() -> Similarity.ofCosine(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}

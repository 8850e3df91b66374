package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FlatIndexTest {

    private static final int DIMENSIONS = 256;
    private static final long NEVER = Long.MAX_VALUE / 2;

    private final FlatIndex index = new FlatIndex(8192, DIMENSIONS);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void the_prefilter_finds_what_an_exact_search_finds(long seed) {
        Random random = new Random(seed);
        float[][] known = new float[3000][];
        for (int i = 0; i < known.length; i++) {
            known[i] = unit(random, null, 0);
            index.add(new VectorEntry(Keys.key(i), known[i], 0), NEVER);
        }
        int right = 0;
        int asked = 100;
        for (int i = 0; i < asked; i++) {
            float[] near = unit(random, known[random.nextInt(known.length)], 0.6);
            FlatIndex.Nearest found = index.nearest(near, 0);
            right += found != null && found.entry().key().equals(Keys.key(exact(known, near))) ? 1 : 0;
        }
        assertThat(right).as("recall@1 of %d", asked).isGreaterThanOrEqualTo(asked * 99 / 100);
    }

    @Test
    void questions_that_have_ended_take_no_place_among_the_candidates() {
        Random random = new Random(5);
        float[] asked = unit(random, null, 0);
        for (int i = 0; i < 3000; i++) {
            // the dead are all nearer than the one that lives
            index.add(new VectorEntry(Keys.key(i), unit(random, asked, 0.1), 0), i == 2999 ? NEVER : 1);
        }
        index.add(new VectorEntry(Keys.key(2999), unit(random, asked, 0.9), 0), NEVER);

        FlatIndex.Nearest found = index.nearest(asked, 2);
        assertThat(found).as("seed 5").isNotNull();
    }

    private static int exact(float[][] known, float[] asked) {
        int best = 0;
        for (int i = 1; i < known.length; i++) {
            if (Vectors.dot(known[i], asked) > Vectors.dot(known[best], asked)) {
                best = i;
            }
        }
        return best;
    }

    /** A random direction, or one at an angle to another: {@code noise} 0.6 makes a cosine of about 0.86. */
    static float[] unit(Random random, float @Nullable [] near, double noise) {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            double spread = near == null ? 1 : noise / Math.sqrt(DIMENSIONS);
            vector[i] = (float) ((near == null ? 0 : near[i]) + spread * random.nextGaussian());
        }
        float[] unit = Vectors.normalised(vector, DIMENSIONS);
        if (unit == null) {
            throw new AssertionError("a random vector has a direction");
        }
        return unit;
    }

    @Test
    void what_has_ended_or_been_removed_is_not_found() {
        float[] direction = unit(new Random(7), null, 0);
        index.add(new VectorEntry(Keys.key(1), direction, 0), 100);

        assertThat(index.nearest(direction, 99)).isNotNull();
        assertThat(index.nearest(direction, 100)).as("ended").isNull();
        index.add(new VectorEntry(Keys.key(1), direction, 0), NEVER);
        index.remove(Keys.key(1));
        assertThat(index.nearest(direction, 0)).as("removed").isNull();
        assertThat(index.size()).isZero();
    }

    @Test
    void over_the_capacity_the_first_goes() {
        FlatIndex small = new FlatIndex(2, DIMENSIONS);
        Random random = new Random(7);
        for (int i = 0; i < 3; i++) {
            small.add(new VectorEntry(Keys.key(i), unit(random, null, 0), 0), NEVER);
        }
        assertThat(small.size()).isEqualTo(2);
        small.remove(Keys.key(0));
        assertThat(small.size()).as("the first was gone").isEqualTo(2);
    }

    @Test
    void a_vector_without_direction_is_none() {
        assertThat(Vectors.normalised(new float[DIMENSIONS], DIMENSIONS))
                .as("zero")
                .isNull();
        assertThat(Vectors.normalised(new float[] {1}, DIMENSIONS))
                .as("wrong length")
                .isNull();
        float[] broken = unit(new Random(7), null, 0);
        broken[3] = Float.NaN;
        assertThat(Vectors.normalised(broken, DIMENSIONS)).as("NaN").isNull();
        broken[3] = Float.POSITIVE_INFINITY;
        assertThat(Vectors.normalised(broken, DIMENSIONS)).as("infinite").isNull();
    }
}

package io.mangaassist.cache;

import io.mangaassist.core.Checks;

/**
 * How alike two embeddings are, as the cosine of their angle: the one scale here, since the bare number 0.85 means three
 * different things elsewhere. Use the factory of the scale that your number comes from.
 *
 * @param cosine -1 to 1; 1 for the same direction
 */
public record Similarity(double cosine) implements Comparable<Similarity> {

    /** Checks the range. */
    public Similarity {
        Checks.check(cosine >= -1 && cosine <= 1, "cosine", "between -1 and 1", cosine);
    }

    /**
     * Takes a cosine.
     *
     * @param cosine -1 to 1
     * @return the similarity
     */
    public static Similarity ofCosine(double cosine) {
        return new Similarity(cosine);
    }

    /**
     * Takes a cosine distance as Redis' and Valkey's {@code FT.SEARCH} give it: 0 for the same direction, 2 for the
     * opposite one.
     *
     * @param distance 0 to 2
     * @return the similarity
     */
    public static Similarity ofCosineDistance(double distance) {
        Checks.check(distance >= 0 && distance <= 2, "distance", "between 0 and 2", distance);
        return new Similarity(1 - distance);
    }

    /**
     * Takes a score on the scale 0 to 1, {@code (1 + cosine) / 2}, as Spring AI, RedisVL, Lucene and VSIM use it: 0.85
     * there is a cosine of 0.70.
     *
     * @param score 0 to 1
     * @return the similarity
     */
    public static Similarity ofNormalisedScore(double score) {
        Checks.check(score >= 0 && score <= 1, "score", "between 0 and 1", score);
        return new Similarity(2 * score - 1);
    }

    /**
     * Returns the cosine distance.
     *
     * @return 0 to 2
     */
    public double cosineDistance() {
        return 1 - cosine;
    }

    /**
     * Returns the score on the scale 0 to 1.
     *
     * @return {@code (1 + cosine) / 2}
     */
    public double normalisedScore() {
        return (1 + cosine) / 2;
    }

    @Override
    public int compareTo(Similarity other) {
        return Double.compare(cosine, other.cosine);
    }
}

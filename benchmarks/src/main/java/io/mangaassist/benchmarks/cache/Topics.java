package io.mangaassist.benchmarks.cache;

import java.util.Random;

/** Made-up embeddings with a structure: topics, questions within them, other wordings of those. Seeded. */
final class Topics {

    static final int DIMENSIONS = 1_024;
    static final int KNOWN = 15_000;

    private static final int A_TOPIC = 50;
    private static final double COSINE_IN_TOPIC = 0.8;
    private static final double COSINE_OF_WORDING = 0.9;

    private final float[][] known = new float[KNOWN][];
    private final long seed;

    Topics(long seed) {
        this.seed = seed;
        Random random = new Random(seed);
        float[] topic = {};
        for (int i = 0; i < KNOWN; i++) {
            if (i % A_TOPIC == 0) {
                topic = direction(random);
            }
            known[i] = near(topic, Math.sqrt(COSINE_IN_TOPIC), random);
        }
    }

    /** The text of a known question: without digits, which the guard compares. */
    static String name(int number) {
        return "known " + letters(number);
    }

    /** The text of another wording of some known question. */
    static String query(int round, int number) {
        return "wording " + letters(round) + " " + letters(number);
    }

    private static String letters(int number) {
        String digits = Integer.toString(number);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            text.append((char) (digits.charAt(i) - '0' + 'a'));
        }
        return text.toString();
    }

    private static int number(String text) {
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            number = 10 * number + text.charAt(i) - 'a';
        }
        return number;
    }

    float[] vector(String text) {
        int first = text.indexOf(' ');
        int last = text.lastIndexOf(' ');
        int number = number(text.substring(last + 1));
        if (first == last) {
            return known[number];
        }
        Random random = new Random(seed + 31L * number + 1_000_003L * number(text.substring(first + 1, last)));
        return near(known[random.nextInt(KNOWN)], COSINE_OF_WORDING, random);
    }

    /** The nearest known question, by looking at all. */
    int nearest(float[] wanted) {
        int best = 0;
        double bestDot = -2;
        for (int i = 0; i < KNOWN; i++) {
            double dot = 0;
            float[] other = known[i];
            for (int j = 0; j < DIMENSIONS; j++) {
                dot += wanted[j] * other[j];
            }
            if (dot > bestDot) {
                bestDot = dot;
                best = i;
            }
        }
        return best;
    }

    private static float[] near(float[] unit, double cosine, Random random) {
        float[] noise = direction(random);
        double sine = Math.sqrt(1 - cosine * cosine);
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) (cosine * unit[i] + sine * noise[i]);
        }
        return normalised(vector);
    }

    private static float[] direction(Random random) {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return normalised(vector);
    }

    private static float[] normalised(float[] vector) {
        double squares = 0;
        for (float part : vector) {
            squares += (double) part * part;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }
}

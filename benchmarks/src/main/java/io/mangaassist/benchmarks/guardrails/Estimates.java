package io.mangaassist.benchmarks.guardrails;

/** The estimate of tokens in which the library states its leak bound, by the weights of {@code docs/guardrails.md}. */
final class Estimates {

    private Estimates() {}

    static double tokens(String text) {
        return text.chars().mapToDouble(Estimates::weight).sum();
    }

    private static double weight(int c) {
        if (c >= 0x3040) {
            return 0.9;
        }
        if (Character.isLetter(c)) {
            return 0.25;
        }
        return c == ' ' ? 0.05 : 0.6;
    }
}

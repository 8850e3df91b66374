package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * How the work of an evaluation grows with the length of the text: the exponent of the power law through the measured
 * points, 1 for linear, 2 for quadratic. Steps are counted, not timed, so the figure is the same on every machine.
 *
 * @param subject what was measured
 * @param exponent slope of log steps over log characters
 * @param stepsPerCharacter at the longest text
 */
public record Growth(String subject, double exponent, double stepsPerCharacter) {

    private static final int[] LENGTHS = {500, 1000, 2000, 4000, 8000};
    private static final int[] LONG = {1000, 3000, 10_000, 30_000, 100_000};

    /**
     * Measures any evaluation, on 500 to 8,000 characters.
     *
     * @param text grows by repetition
     * @param steps the work done on one text, counted
     */
    public static Growth measure(String subject, String text, ToLongFunction<String> steps) {
        return measure(subject, text, LENGTHS, steps);
    }

    private static Growth measure(String subject, String text, int[] lengths, ToLongFunction<String> steps) {
        List<double[]> points = new ArrayList<>();
        double perCharacter = 0;
        for (int length : lengths) {
            String grown = text.repeat(length / text.length() + 1).substring(0, length);
            double count = Math.max(1, steps.applyAsLong(grown));
            points.add(new double[] {length, count});
            perCharacter = count / length;
        }
        return new Growth(subject, exponent(points), perCharacter);
    }

    /** The slope of the straight line through the logarithms of these points. */
    static double exponent(List<double[]> points) {
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumXy = 0;
        for (double[] point : points) {
            double x = Math.log(point[0]);
            double y = Math.log(point[1]);
            sumX += x;
            sumY += y;
            sumXx += x * x;
            sumXy += x * y;
        }
        int n = points.size();
        return n < 2 ? 0 : (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
    }

    /** A pattern as {@code java.util.regex} would search for it, by the characters it looks at. */
    static Growth ofJavaRegex(String pattern, String text) {
        java.util.regex.Pattern compiled = java.util.regex.Pattern.compile(pattern);
        return measure("java.util.regex " + pattern, text, input -> {
            CountingText counting = new CountingText(input);
            boolean unused = compiled.matcher(counting).find();
            return counting.looks();
        });
    }

    /** A policy's rules on up to 100,000 characters: symbols stepped in each automaton, and states built. */
    static Growth of(String subject, List<GuardRule> rules, String text) {
        return measure(subject, text, LONG, input -> {
            LocalRules local = LocalRules.of(rules);
            LocalScan scan = new LocalScan(local);
            scan.accept(input);
            scan.finish();
            return (long) scan.steps() * local.automata() + local.built();
        });
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%-40s exponent %.2f, %.1f steps per character", subject, exponent, stepsPerCharacter);
    }

    private static final class CountingText implements CharSequence {

        private final String text;
        private long looks;

        CountingText(String text) {
            this.text = text;
        }

        long looks() {
            return looks;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return "CountingText[" + text.length() + "]";
        }
    }
}

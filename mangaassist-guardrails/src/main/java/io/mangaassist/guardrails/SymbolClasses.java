package io.mangaassist.guardrails;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * Code points grouped into the classes that a set of rules can tell apart. Immutable.
 */
final class SymbolClasses {

    private static final int PAGE = 256;
    private static final int MAX = 0x10FFFF;

    private final int[][] pages;
    private final int[] representatives;

    private SymbolClasses(int[][] pages, int[] representatives) {
        this.pages = pages;
        this.representatives = representatives;
    }

    int of(int codePoint) {
        return pages[codePoint >> 8][codePoint & 0xFF];
    }

    int count() {
        return representatives.length;
    }

    /** Some code point of that class. */
    int representative(int symbolClass) {
        return representatives[symbolClass];
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects the borders between classes. */
    static final class Builder {

        private final TreeSet<Integer> starts = new TreeSet<>();

        /** Makes sure that no class holds code points both inside and outside of {@code [from, to]}. */
        void range(int from, int to) {
            starts.add(from);
            if (to < MAX) {
                starts.add(to + 1);
            }
        }

        /** One class for each stretch between borders. */
        SymbolClasses build() {
            starts.add(0);
            int[] representatives = new int[starts.size()];
            int[][] pages = new int[(MAX + 1) / PAGE][];
            int number = 0;
            for (int start : starts) {
                representatives[number] = start;
                Integer next = starts.higher(start);
                fill(pages, start, next == null ? MAX : next - 1, number++);
            }
            return new SymbolClasses(pages, representatives);
        }

        private static void fill(int[][] pages, int from, int to, int number) {
            for (int page = from / PAGE; page <= to / PAGE; page++) {
                int first = Math.max(from, page * PAGE);
                int last = Math.min(to, page * PAGE + PAGE - 1);
                if (last - first == PAGE - 1) {
                    pages[page] = shared(pages, page, number);
                    continue;
                }
                if (pages[page] == null) {
                    pages[page] = new int[PAGE];
                }
                Arrays.fill(pages[page], first % PAGE, last % PAGE + 1, number);
            }
        }

        /** Neighbouring pages of one class are one array. */
        private static int[] shared(int[][] pages, int page, int number) {
            if (page > 0 && pages[page - 1][0] == number && pages[page - 1][PAGE - 1] == number) {
                return pages[page - 1];
            }
            int[] whole = new int[PAGE];
            Arrays.fill(whole, number);
            return whole;
        }
    }
}

package io.mangaassist.guardrails;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** A set of folded symbols as sorted, disjoint ranges. Immutable. */
final class SymbolSet {

    private static final int MAX = 0x10FFFF;

    static final SymbolSet WORD = of(c -> isWord(c), 0x7F);
    static final SymbolSet DIGIT = of(c -> c >= '0' && c <= '9', 0x7F);
    static final SymbolSet SPACE = of(c -> c == ' ' || (c >= '\t' && c <= '\r'), 0x7F);
    static final SymbolSet ANY_BUT_NEWLINE = of(c -> c == '\n', 0x7F).complement();

    private final int[] borders;

    private SymbolSet(int[] borders) {
        this.borders = borders;
    }

    static SymbolSet single(int symbol) {
        return new SymbolSet(new int[] {symbol, symbol});
    }

    /** Everything up to {@code last} for which the predicate holds. */
    static SymbolSet of(IntPredicate member, int last) {
        BitSet bits = new BitSet(last + 1);
        for (int c = 0; c <= last; c++) {
            bits.set(c, member.test(c));
        }
        return of(bits);
    }

    static SymbolSet of(BitSet bits) {
        int[] borders = new int[16];
        int size = 0;
        for (int from = bits.nextSetBit(0); from >= 0; ) {
            int to = bits.nextClearBit(from);
            if (size == borders.length) {
                borders = Arrays.copyOf(borders, size * 2);
            }
            borders[size++] = from;
            borders[size++] = to - 1;
            from = bits.nextSetBit(to);
        }
        return new SymbolSet(Arrays.copyOf(borders, size));
    }

    static boolean isWord(int symbol) {
        return (symbol >= 'a' && symbol <= 'z')
                || (symbol >= 'A' && symbol <= 'Z')
                || (symbol >= '0' && symbol <= '9')
                || symbol == '_';
    }

    boolean contains(int symbol) {
        int at = Arrays.binarySearch(borders, symbol);
        return at >= 0 || ((-at - 1) & 1) == 1;
    }

    /** Some member, a letter if there is one at the beginning of a range. */
    int sample() {
        for (int i = 0; i < borders.length; i += 2) {
            if (Character.isLetterOrDigit(borders[i])) {
                return borders[i];
            }
        }
        return borders[0];
    }

    boolean isEmpty() {
        return borders.length == 0;
    }

    SymbolSet complement() {
        BitSet bits = bits();
        bits.flip(0, MAX + 1);
        return of(bits);
    }

    BitSet bits() {
        BitSet bits = new BitSet();
        for (int i = 0; i < borders.length; i += 2) {
            bits.set(borders[i], borders[i + 1] + 1);
        }
        return bits;
    }

    /** Makes every border of this set a border between classes. */
    void split(SymbolClasses.Builder classes) {
        for (int i = 0; i < borders.length; i += 2) {
            classes.range(borders[i], borders[i + 1]);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SymbolSet set && Arrays.equals(borders, set.borders);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(borders);
    }
}

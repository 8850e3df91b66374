package io.mangaassist.guardrails;

import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The named groups that patterns may use, {@code \p{Han}} and the like, as sets of folded symbols. */
final class SymbolGroups {

    private static final int MAX = 0x10FFFF;
    private static final Map<String, BitSet> CACHE = new ConcurrentHashMap<>();

    private SymbolGroups() {}

    /** The group of this name, or null if there is none. Katakana and Hiragana are one group after folding. */
    static @Nullable SymbolSet named(String name) {
        IntPredicate member = member(name);
        return member == null ? null : SymbolSet.of(folded(CACHE.computeIfAbsent(name, n -> collect(member))));
    }

    /** What the members of a set become by folding; those that become several symbols are left out. */
    static BitSet folded(BitSet set) {
        BitSet folded = new BitSet();
        for (int from = set.nextSetBit(0); from >= 0; ) {
            int to = set.nextClearBit(from);
            for (int c = from; c < to; c++) {
                if (isItself(c)) {
                    int end = Math.min(to, endOfThemselves(c));
                    folded.set(c, end);
                    c = end - 1;
                } else if (Folding.fold(c).length == 1) {
                    folded.set(Folding.fold(c)[0]);
                }
            }
            from = set.nextSetBit(to);
        }
        return folded;
    }

    /** Ideographs, Hangul syllables and everything above the compatibility ideographs fold to themselves. */
    private static boolean isItself(int c) {
        return (c >= 0x3400 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7A4) || c >= 0x20000;
    }

    private static int endOfThemselves(int c) {
        return c < 0xA000 ? 0xA000 : c < 0xD7A4 ? 0xD7A4 : MAX + 1;
    }

    private static BitSet collect(IntPredicate member) {
        BitSet bits = new BitSet();
        for (int c = 0; c <= MAX; c++) {
            bits.set(c, member.test(c));
        }
        return bits;
    }

    private static @Nullable IntPredicate member(String name) {
        return switch (name) {
            case "L" -> Character::isLetter;
            case "N" -> c -> Character.isDigit(c) || Character.getType(c) == Character.OTHER_NUMBER;
            case "P" -> SymbolGroups::isPunctuation;
            default -> script(name.startsWith("Is") ? name.substring(2) : name);
        };
    }

    private static @Nullable IntPredicate script(String name) {
        try {
            Character.UnicodeScript wanted = Character.UnicodeScript.forName(name.toUpperCase(Locale.ROOT));
            return c -> Character.UnicodeScript.of(c) == wanted;
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static boolean isPunctuation(int c) {
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }
}

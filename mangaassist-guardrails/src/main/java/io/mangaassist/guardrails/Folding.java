package io.mangaassist.guardrails;

import java.text.Normalizer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * What one code point becomes before rules look at it: compatibility decomposed, without accents and invisible
 * characters, lower case, katakana as hiragana.
 *
 * <p>Each code point is folded by itself, so that text can be folded as it streams. The one thing that needs a
 * neighbour, a kana and its voicing mark, is left to {@link FoldedText}, which asks {@link #voiced}.
 */
final class Folding {

    /** Stands for a code point of which nothing is left. */
    static final int[] NOTHING = {};

    static final int VOICED_MARK = 0x3099;
    static final int HALF_VOICED_MARK = 0x309A;

    private static final int PAGE = 256;
    private static final AtomicReferenceArray<int[][]> PAGES = new AtomicReferenceArray<>(0x110000 / PAGE);

    /** Said by {@link #quick}: the symbol takes a voicing mark. */
    static final int TAKES_VOICING = 1 << 30;

    private static final int SLOW = -1;
    private static final AtomicReferenceArray<int[]> QUICK = new AtomicReferenceArray<>(0x110000 / PAGE);

    private Folding() {}

    /** The one folded symbol of a code point, perhaps with {@link #TAKES_VOICING}; negative if there is more to it. */
    static int quick(int codePoint) {
        int[] page = QUICK.get(codePoint >>> 8);
        if (page == null) {
            page = quickPage(codePoint >>> 8);
            QUICK.set(codePoint >>> 8, page);
        }
        return page[codePoint & 0xFF];
    }

    private static int[] quickPage(int number) {
        int[] page = new int[PAGE];
        for (int i = 0; i < PAGE; i++) {
            int[] folded = fold(number * PAGE + i);
            boolean plain = folded.length == 1 && folded[0] != VOICED_MARK && folded[0] != HALF_VOICED_MARK;
            page[i] = plain ? folded[0] | (takesVoicing(folded[0]) ? TAKES_VOICING : 0) : SLOW;
        }
        return page;
    }

    /** The folded code points of one code point; never null, not to be changed. */
    static int[] fold(int codePoint) {
        int[][] page = PAGES.get(codePoint / PAGE);
        if (page == null) {
            page = page(codePoint / PAGE);
            PAGES.set(codePoint / PAGE, page);
        }
        return page[codePoint % PAGE];
    }

    /** The kana that {@code kana} becomes under a voicing mark, or -1 if it does not take that mark. */
    static int voiced(int kana, int mark) {
        return switch (mark) {
            case VOICED_MARK -> takesVoicing(kana) ? (kana == 'う' ? 'ゔ' : kana + 1) : -1;
            case HALF_VOICED_MARK -> isHaRow(kana) ? kana + 2 : -1;
            default -> -1;
        };
    }

    /** Whether a mark that has not arrived yet could still change this code point. */
    static boolean takesVoicing(int kana) {
        return kana == 'う'
                || (kana >= 'か' && kana <= 'ち' && (kana & 1) == 1)
                || kana == 'つ'
                || kana == 'て'
                || kana == 'と'
                || isHaRow(kana)
                || kana == 'ゝ';
    }

    private static boolean isHaRow(int kana) {
        return kana >= 'は' && kana <= 'ほ' && (kana - 'は') % 3 == 0;
    }

    private static int[][] page(int number) {
        int[][] page = new int[PAGE][];
        for (int i = 0; i < PAGE; i++) {
            page[i] = compute(number * PAGE + i);
        }
        return page;
    }

    private static int[] compute(int codePoint) {
        if (isVoicingMark(codePoint)) {
            return new int[] {isHalf(codePoint) ? HALF_VOICED_MARK : VOICED_MARK};
        }
        if (isInvisible(codePoint)) {
            return NOTHING;
        }
        if (codePoint >= 0xD800 && codePoint <= 0xDFFF) {
            return new int[] {codePoint};
        }
        // composed Hangul and kana stay composed: the one by NFKC itself, the other by FoldedText
        return Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC)
                .codePoints()
                .flatMap(c -> withoutAccents(c))
                .map(c -> toKana(Character.toLowerCase(c)))
                .toArray();
    }

    private static IntStream withoutAccents(int codePoint) {
        if (isKana(codePoint) || Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HANGUL) {
            return IntStream.of(codePoint);
        }
        return Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> !isAccent(c) && !isInvisible(c));
    }

    private static boolean isAccent(int codePoint) {
        int type = Character.getType(codePoint);
        return (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK)
                && Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.INHERITED;
    }

    private static boolean isKana(int codePoint) {
        return codePoint >= 0x3041 && codePoint <= 0x30FF;
    }

    private static int toKana(int codePoint) {
        if ((codePoint >= 'ァ' && codePoint <= 'ヶ') || codePoint == 'ヽ' || codePoint == 'ヾ') {
            return codePoint - 0x60;
        }
        return switch (codePoint) {
            case 'ヷ' -> 'わ';
            case 'ヸ' -> 'ゐ';
            case 'ヹ' -> 'ゑ';
            case 'ヺ' -> 'を';
            case '〜', '~' -> 'ー';
            case 'ς' -> 'σ';
            default -> codePoint;
        };
    }

    private static boolean isVoicingMark(int codePoint) {
        return codePoint == VOICED_MARK
                || codePoint == HALF_VOICED_MARK
                || codePoint == 0x309B
                || codePoint == 0x309C
                || codePoint == 0xFF9E
                || codePoint == 0xFF9F;
    }

    private static boolean isHalf(int mark) {
        return mark == HALF_VOICED_MARK || mark == 0x309C || mark == 0xFF9F;
    }

    /** Default ignorables and accents: drawn as nothing, or as decoration of the letter before. */
    private static boolean isInvisible(int c) {
        return c == 0x00AD
                || c == 0x034F
                || c == 0x061C
                || (c >= 0x115F && c <= 0x1160)
                || (c >= 0x17B4 && c <= 0x17B5)
                || (c >= 0x180B && c <= 0x180F)
                || (c >= 0x200B && c <= 0x200F)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x206F)
                || c == 0x3164
                || (c >= 0xFE00 && c <= 0xFE0F)
                || c == 0xFEFF
                || c == 0xFFA0
                || (c >= 0xFFF0 && c <= 0xFFF8)
                || (c >= 0x1BCA0 && c <= 0x1BCA3)
                || (c >= 0x1D173 && c <= 0x1D17A)
                || (c >= 0xE0000 && c <= 0xE0FFF);
    }
}

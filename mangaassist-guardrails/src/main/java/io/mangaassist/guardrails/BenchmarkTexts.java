package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Texts for the gate: Japanese, English, mixed, and one made of near misses of the rules. Seeded, so they repeat. */
final class BenchmarkTexts {

    private static final String[] JAPANESE = {
        "この作品は少年たちの成長を描いた長編漫画です。", "最新刊は来月の発売を予定しております。", "在庫は東京の倉庫にございます。",
        "ご注文から三日ほどでお届けします。", "同じ作者の短編集もおすすめです。", "限定版には描き下ろしの小冊子が付きます。"
    };
    private static final String[] ENGLISH = {
        "This long running series follows a group of friends through school. ",
        "The next volume will be published in spring. ",
        "It is in stock and ships within two days. ",
        "Readers who liked it often choose the artist's short stories. "
    };

    private static final String NEVER_IN_A_RULE = "\uE000";

    private BenchmarkTexts() {}

    /** The kinds of text, adversarial last. */
    enum Kind {
        JAPANESE,
        ENGLISH,
        MIXED,
        ADVERSARIAL
    }

    /** About so many tokens of a kind. */
    static String tokens(Kind kind, List<GuardRule> rules, int tokens) {
        SplittableRandom random = new SplittableRandom(tokens * 31L + kind.ordinal());
        List<String> pieces = pieces(kind, rules);
        StringBuilder text = new StringBuilder();
        double estimate = 0;
        while (estimate < tokens) {
            String piece = pieces.get(random.nextInt(pieces.size()));
            text.append(piece);
            estimate += Math.max(0.5, TokenEstimate.of(piece));
        }
        return text.toString();
    }

    private static List<String> pieces(Kind kind, List<GuardRule> rules) {
        List<String> pieces = new ArrayList<>();
        if (kind == Kind.JAPANESE || kind == Kind.MIXED) {
            pieces.addAll(List.of(JAPANESE));
        }
        if (kind == Kind.ENGLISH || kind == Kind.MIXED) {
            pieces.addAll(List.of(ENGLISH));
        }
        if (kind == Kind.ADVERSARIAL) {
            rules.forEach(rule -> pieces.addAll(PatternSample.nearMisses(rule)));
            pieces.removeIf(String::isEmpty);
            // kept apart, or one near miss would be completed by the next
            pieces.replaceAll(piece -> piece + NEVER_IN_A_RULE);
        }
        return pieces.isEmpty() ? List.of(JAPANESE) : pieces;
    }
}

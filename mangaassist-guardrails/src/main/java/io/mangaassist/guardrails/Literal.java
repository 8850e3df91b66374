package io.mangaassist.guardrails;

import java.util.stream.IntStream;

/** One literal of a rule, folded to symbols. */
final class Literal {

    private final GuardRule rule;
    private final int[] symbols;

    private Literal(GuardRule rule, int[] symbols) {
        this.rule = rule;
        this.symbols = symbols;
    }

    static Literal of(GuardRule rule, String text) {
        return new Literal(rule, symbols(text));
    }

    GuardRule rule() {
        return rule;
    }

    /** Not to be changed. */
    int[] symbols() {
        return symbols;
    }

    /** The symbols of a whole text. */
    static int[] symbols(String text) {
        IntStream.Builder symbols = IntStream.builder();
        FoldedText folded = new FoldedText((symbol, start, end) -> {
            symbols.add(symbol);
            return true;
        });
        folded.accept(text);
        folded.finish();
        return symbols.build().toArray();
    }
}

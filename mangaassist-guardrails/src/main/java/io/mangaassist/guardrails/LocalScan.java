package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;

/**
 * The local tier over one answer: folds, steps the automata once per symbol and knows how far the text is safe.
 *
 * <p>What it decides depends on the symbols alone, never on how the text was cut into pieces. Not thread-safe.
 */
final class LocalScan implements FoldedText.Symbols, LocalRules.Hits {

    private final FoldedText text = new FoldedText(this);
    private final LocalRules.Cursor cursor;
    private final int[] starts;
    private final List<Finding> findings = new ArrayList<>();
    private int count;
    private int lastEnd;
    private int previousEnd;
    private int safeEnd;
    private int blockedFrom = Integer.MAX_VALUE;

    LocalScan(LocalRules rules) {
        this.cursor = rules.cursor();
        this.starts = new int[Integer.highestOneBit(rules.longest() + 2) * 2];
    }

    /** Scans the next piece; counted but not looked at once blocked. */
    void accept(CharSequence piece) {
        text.accept(piece);
        if (!blocked()) {
            safeEnd = Math.max(safeEnd, frontier());
        }
    }

    /** Ends the text: nothing can become a violation any more. */
    void finish() {
        text.finish();
        if (blocked()) {
            return;
        }
        cursor.end(this);
        safeEnd = blocked() ? Math.min(blockedFrom, startOf(cursor.hold())) : text.wholeEnd();
    }

    /** Characters before this offset may be released. */
    int safeEnd() {
        return safeEnd;
    }

    boolean blocked() {
        return blockedFrom != Integer.MAX_VALUE;
    }

    /** Symbols stepped; each symbol of the text exactly once. */
    int steps() {
        return count;
    }

    /** The findings since the last call. */
    List<Finding> drain() {
        if (findings.isEmpty()) {
            return List.of();
        }
        List<Finding> drained = List.copyOf(findings);
        findings.clear();
        return drained;
    }

    @Override
    public boolean symbol(int codePoint, int start, int end) {
        starts[count & (starts.length - 1)] = start;
        count++;
        previousEnd = lastEnd;
        lastEnd = end;
        cursor.step(codePoint, this);
        if (blocked()) {
            safeEnd = Math.min(blockedFrom, startOf(cursor.hold()));
        }
        return !blocked();
    }

    @Override
    public void hit(GuardRule rule, int length, boolean late) {
        int to = late ? previousEnd : lastEnd;
        int from = length == LocalRules.UNKNOWN_LENGTH ? to : startOf(late ? length + 1 : length);
        findings.add(new Finding(Tier.LOCAL, rule.id(), rule.action(), from, to));
        if (rule.action() == RuleAction.BLOCK) {
            blockedFrom = Math.min(blockedFrom, from);
        }
    }

    /** Where the characters begin that could still become a violation, whatever follows. */
    private int frontier() {
        if (text.pending() < 0) {
            int hold = cursor.hold();
            return hold == 0 ? text.wholeEnd() : startOf(hold);
        }
        int hold = cursor.holdAfter(text.pending());
        hold = Math.max(hold, holdAfterVoiced(Folding.VOICED_MARK));
        hold = Math.max(hold, holdAfterVoiced(Folding.HALF_VOICED_MARK));
        return switch (hold) {
            case 0 -> text.wholeEnd();
            case 1 -> text.pendingStart();
            default -> startOf(hold - 1);
        };
    }

    private int holdAfterVoiced(int mark) {
        int voiced = Folding.voiced(text.pending(), mark);
        return voiced < 0 ? 0 : cursor.holdAfter(voiced);
    }

    private int startOf(int symbolsBack) {
        return symbolsBack == 0 ? lastEnd : starts[(count - symbolsBack) & (starts.length - 1)];
    }
}

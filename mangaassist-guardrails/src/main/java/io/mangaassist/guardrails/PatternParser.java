package io.mangaassist.guardrails;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a pattern of the linear subset: literals, {@code .}, classes, {@code \d \w \s \b}, {@code \p{...}}, groups,
 * {@code |}, {@code ? * + {m,n}}, {@code ^ $}. Everything is folded as the text will be, so patterns ignore case, width and
 * kind of kana by themselves. What cannot be matched in linear time is refused with its position.
 */
final class PatternParser {

    private static final int MOST_REPEATS = 1000;
    private static final int DEEPEST = 100;

    private final int[] pattern;
    private int at;
    private int depth;

    private PatternParser(int[] pattern) {
        this.pattern = pattern;
    }

    static PatternNode parse(String pattern) throws PatternSyntaxProblem {
        PatternParser parser = new PatternParser(
                Normalizer.normalize(pattern, Normalizer.Form.NFC).codePoints().toArray());
        PatternNode node = parser.choice();
        if (parser.more()) {
            throw parser.problem("unmatched ')'");
        }
        return node;
    }

    private PatternNode choice() throws PatternSyntaxProblem {
        if (++depth > DEEPEST) {
            throw problem("groups are nested deeper than " + DEEPEST);
        }
        List<PatternNode> branches = new ArrayList<>();
        branches.add(sequence());
        while (take('|')) {
            branches.add(sequence());
        }
        depth--;
        return branches.size() == 1 ? branches.get(0) : new PatternNode.Choice(branches);
    }

    private PatternNode sequence() throws PatternSyntaxProblem {
        List<PatternNode> parts = new ArrayList<>();
        while (more() && peek() != '|' && peek() != ')') {
            parts.add(repeated(atom()));
        }
        return parts.size() == 1 ? parts.get(0) : new PatternNode.Sequence(parts);
    }

    private PatternNode repeated(PatternNode atom) throws PatternSyntaxProblem {
        PatternNode node = atom;
        while (more()) {
            int start = at;
            int[] range = quantifier();
            if (range.length == 0) {
                return node;
            }
            if (node instanceof PatternNode.At) {
                throw new PatternSyntaxProblem("a place without width cannot be repeated", start);
            }
            node = new PatternNode.Repeat(node, range[0], range[1]);
        }
        return node;
    }

    private int[] quantifier() throws PatternSyntaxProblem {
        int[] range;
        if (take('?')) {
            range = new int[] {0, 1};
        } else if (take('*')) {
            range = new int[] {0, PatternNode.UNBOUNDED};
        } else if (take('+')) {
            range = new int[] {1, PatternNode.UNBOUNDED};
        } else if (peek() == '{') {
            range = bounds();
        } else {
            return new int[0];
        }
        if (take('+')) {
            throw problem("possessive repetition is not linear");
        }
        take('?'); // lazy or greedy: the same texts match
        return range;
    }

    private int[] bounds() throws PatternSyntaxProblem {
        int start = at;
        at++;
        int min = number();
        int max = min;
        if (take(',')) {
            max = more() && peek() == '}' ? PatternNode.UNBOUNDED : number();
        }
        if (!take('}') || min < 0 || max < min) {
            throw new PatternSyntaxProblem("a repetition must be {m}, {m,} or {m,n} with m <= n", start);
        }
        if (min > MOST_REPEATS || (max != PatternNode.UNBOUNDED && max > MOST_REPEATS)) {
            throw new PatternSyntaxProblem("at most " + MOST_REPEATS + " repetitions", start);
        }
        return new int[] {min, max};
    }

    private int number() {
        int value = -1;
        while (more() && peek() >= '0' && peek() <= '9' && value < 100_000) {
            value = Math.max(0, value) * 10 + (next() - '0');
        }
        return value;
    }

    private PatternNode atom() throws PatternSyntaxProblem {
        int start = at;
        int c = next();
        return switch (c) {
            case '(' -> group(start);
            case '[' -> new PatternNode.One(nonEmpty(new PatternClass(this).read(), start));
            case '.' -> new PatternNode.One(SymbolSet.ANY_BUT_NEWLINE);
            case '^' -> new PatternNode.At(PatternNode.Place.BEGIN);
            case '$' -> new PatternNode.At(PatternNode.Place.END);
            case '\\' -> escaped(start);
            case '*', '+', '?' -> throw new PatternSyntaxProblem("nothing to repeat", start);
            default -> literal(c, start);
        };
    }

    private PatternNode group(int start) throws PatternSyntaxProblem {
        if (take('?')) {
            if (!groupKind(start)) {
                return new PatternNode.Sequence(List.of());
            }
        }
        PatternNode inner = choice();
        if (!take(')')) {
            throw new PatternSyntaxProblem("unmatched '('", start);
        }
        return inner;
    }

    /** Reads what follows {@code (?}; false for a flag group without content. */
    private boolean groupKind(int start) throws PatternSyntaxProblem {
        if (take(':')) {
            return true;
        }
        if (take('=') || take('!')) {
            throw new PatternSyntaxProblem("look-ahead is not linear", start);
        }
        if (take('>')) {
            throw new PatternSyntaxProblem("atomic groups are not linear", start);
        }
        if (take('i') && take(')')) {
            return false;
        }
        boolean python = take('P');
        if (take('<')) {
            if (!python && (take('=') || take('!'))) {
                throw new PatternSyntaxProblem("look-behind is not linear", start);
            }
            while (more() && peek() != '>') {
                at++;
            }
            if (take('>')) {
                return true;
            }
        }
        throw new PatternSyntaxProblem("unknown kind of group", start);
    }

    private PatternNode escaped(int start) throws PatternSyntaxProblem {
        if (!more()) {
            throw new PatternSyntaxProblem("'\\' at the end", start);
        }
        int c = peek();
        if (c == 'b') {
            at++;
            return new PatternNode.At(PatternNode.Place.WORD_BORDER);
        }
        if ((c >= '1' && c <= '9') || c == 'k') {
            throw new PatternSyntaxProblem("back-references are not linear", start);
        }
        SymbolSet set = PatternEscapes.set(this, start);
        return set != null
                ? new PatternNode.One(nonEmpty(set, start))
                : literal(PatternEscapes.symbol(this, start), start);
    }

    private PatternNode literal(int codePoint, int start) throws PatternSyntaxProblem {
        int[] folded = Folding.fold(codePoint);
        if (folded.length == 0) {
            throw new PatternSyntaxProblem("an invisible character, which folding removes,", start);
        }
        List<PatternNode> parts = new ArrayList<>();
        for (int symbol : folded) {
            if (symbol == Folding.VOICED_MARK || symbol == Folding.HALF_VOICED_MARK) {
                throw new PatternSyntaxProblem("a voicing mark apart from its kana", start);
            }
            parts.add(new PatternNode.One(SymbolSet.single(symbol)));
        }
        return parts.size() == 1 ? parts.get(0) : new PatternNode.Sequence(parts);
    }

    private static SymbolSet nonEmpty(SymbolSet set, int start) throws PatternSyntaxProblem {
        if (set.isEmpty()) {
            throw new PatternSyntaxProblem("a class that no character belongs to", start);
        }
        return set;
    }

    boolean more() {
        return at < pattern.length;
    }

    int peek() {
        return pattern[at];
    }

    int next() {
        return pattern[at++];
    }

    int position() {
        return at;
    }

    boolean take(int c) {
        if (more() && peek() == c) {
            at++;
            return true;
        }
        return false;
    }

    PatternSyntaxProblem problem(String reason) {
        return new PatternSyntaxProblem(reason, at);
    }
}

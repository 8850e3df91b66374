package io.mangaassist.guardrails;

import java.util.BitSet;

/** A class in brackets: single characters, ranges, escapes, negation. */
final class PatternClass {

    private final PatternParser in;
    private final BitSet members = new BitSet();
    private final BitSet folded = new BitSet();

    PatternClass(PatternParser in) {
        this.in = in;
    }

    /** Reads behind the opening bracket, up to the closing one. */
    SymbolSet read() throws PatternSyntaxProblem {
        int start = in.position() - 1;
        boolean negated = in.take('^');
        boolean first = true;
        while (first || (in.more() && in.peek() != ']')) {
            if (!in.more()) {
                break;
            }
            first = false;
            member();
        }
        if (!in.take(']')) {
            throw new PatternSyntaxProblem("unmatched '['", start);
        }
        folded.or(SymbolGroups.folded(members));
        SymbolSet set = SymbolSet.of(folded);
        return negated ? set.complement() : set;
    }

    private void member() throws PatternSyntaxProblem {
        int start = in.position();
        if (in.peek() == '[' || in.peek() == '&') {
            throw in.problem("classes within classes are not of the linear subset");
        }
        if (in.take('\\')) {
            escaped();
            SymbolSet set = PatternEscapes.set(in, start);
            if (set != null) {
                folded.or(set.bits());
                return;
            }
            range(PatternEscapes.symbol(in, start), start);
        } else {
            range(in.next(), start);
        }
    }

    /** Behind a backslash there must be something. */
    private PatternParser escaped() throws PatternSyntaxProblem {
        if (!in.more()) {
            throw in.problem("'\\' at the end");
        }
        return in;
    }

    private void range(int from, int start) throws PatternSyntaxProblem {
        int to = from;
        if (in.take('-')) {
            if (!in.more() || in.peek() == ']') {
                members.set('-');
            } else {
                to = in.take('\\') ? PatternEscapes.symbol(escaped(), start) : in.next();
            }
        }
        if (to < from) {
            throw new PatternSyntaxProblem("a range that ends before it begins", start);
        }
        members.set(from, to + 1);
    }
}

package io.mangaassist.guardrails;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * All literals of a policy as one Aho-Corasick automaton over the symbol classes of its policy. Immutable; a scan's whole
 * state is one int, so it is carried from one piece of text to the next.
 *
 * <p>The depth of a state is the length of the longest end of the text that begins some literal. Counting only literals
 * that block or mask, that is exactly what must be held back: one symbol less could still become a violation, one symbol
 * more could not ({@link #hold}).
 */
final class LiteralAutomaton {

    /** A literal that ends in a state. */
    record Hit(GuardRule rule, int length) {}

    static final int ROOT = 0;

    private static final Hit[] NONE = {};

    /** Class of the policy to symbol of the literals; 0 is no symbol of any literal. */
    private final int[] symbols;

    private final LiteralEdges edges;
    private final int[] hold;
    private final int[] uncertain;
    private final Hit[][] hits;

    private LiteralAutomaton(int[] symbols, int known, LiteralTrie trie) {
        this.symbols = symbols;
        this.hold = new int[trie.size()];
        this.uncertain = new int[trie.size()];
        this.hits = new Hit[trie.size()][];
        this.edges = link(trie, new LiteralEdges.Builder(trie.size(), known + 1));
    }

    /** An automaton over these classes, which must tell every symbol of every literal apart. */
    static LiteralAutomaton of(List<Literal> literals, SymbolClasses classes) {
        int[] symbols = new int[classes.count()];
        int known = 0;
        LiteralTrie trie = new LiteralTrie();
        for (Literal literal : literals) {
            int state = ROOT;
            for (int symbol : literal.symbols()) {
                int symbolClass = classes.of(symbol);
                if (symbols[symbolClass] == 0) {
                    symbols[symbolClass] = ++known;
                }
                state = trie.child(state, symbols[symbolClass], literal.rule().enforcing());
            }
            trie.end(state, new Hit(literal.rule(), literal.symbols().length));
        }
        return new LiteralAutomaton(symbols, known, trie);
    }

    /** The state after one more symbol, given by its class. */
    int step(int state, int symbolClass) {
        int symbol = symbols[symbolClass];
        return symbol == 0 ? ROOT : edges.follow(state, symbol);
    }

    /** How many of the last symbols could still become part of a literal that blocks or masks. */
    int hold(int state) {
        return hold[state];
    }

    /** As {@link #hold}, for a symbol that is not certain yet: a literal that would end in it is held too. */
    int holdIfUncertain(int state) {
        return uncertain[state];
    }

    /** The literals that end in this state, longest first. */
    Hit[] hits(int state) {
        return hits[state];
    }

    int states() {
        return hold.length;
    }

    /**
     * Steps, holds and outputs, breadth first. A state's fail state, the longest end of it that begins a literal too, is
     * nearer to the root than it is, and does what the state itself has no edge for.
     */
    private LiteralEdges link(LiteralTrie trie, LiteralEdges.Builder rows) {
        int[] fail = new int[trie.size()];
        List<List<LiteralTrie.Edge>> differences = new ArrayList<>(Collections.nCopies(trie.size(), List.of()));
        hits[ROOT] = NONE;
        rows.root(trie.edges(ROOT));
        Deque<Integer> queue = new ArrayDeque<>(List.of(ROOT));
        while (!queue.isEmpty()) {
            int state = queue.remove();
            List<LiteralTrie.Edge> inherited = differences.get(fail[state]);
            for (LiteralTrie.Edge edge : trie.edges(state)) {
                int child = edge.to();
                fail[child] = state == ROOT ? ROOT : rows.target(inherited, edge.symbol());
                reached(trie, child, fail[child]);
                queue.add(child);
            }
            if (state != ROOT) {
                differences.set(state, LiteralTrie.merged(trie.edges(state), inherited));
                rows.differences(state, differences.get(state));
            }
        }
        return rows.build();
    }

    private void reached(LiteralTrie trie, int state, int itsFail) {
        hold[state] = trie.goesOn(state) ? trie.depth(state) : hold[itsFail];
        hits[state] = concat(trie.ends(state), hits[itsFail]);
        uncertain[state] = Math.max(hold[state], longestEnforcing(hits[state]));
    }

    private static int longestEnforcing(Hit[] hits) {
        int longest = 0;
        for (Hit hit : hits) {
            longest = hit.rule().enforcing() ? Math.max(longest, hit.length()) : longest;
        }
        return longest;
    }

    private static Hit[] concat(List<Hit> own, Hit[] inherited) {
        if (own.isEmpty()) {
            return inherited;
        }
        Hit[] all = Arrays.copyOf(own.toArray(new Hit[0]), own.size() + inherited.length);
        System.arraycopy(inherited, 0, all, own.size(), inherited.length);
        return all;
    }
}

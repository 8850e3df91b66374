package io.mangaassist.guardrails;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * All literals of a policy as one Aho-Corasick automaton over folded symbols. Immutable; a scan's whole state is one
 * int, so it is carried from one piece of text to the next.
 *
 * <p>The depth of a state is the length of the longest end of the text that begins some literal. Counting only literals
 * that block or mask, that is exactly what must be held back: one symbol less could still become a violation, one symbol
 * more could not ({@link #hold}).
 */
final class LiteralAutomaton {

    /** A literal that ends in a state. */
    record Hit(GuardRule rule, int length) {}

    static final int ROOT = 0;

    private final SymbolClasses classes;
    private final int[] keys;
    private final int[] targets;
    private final int[] fail;
    private final int[] hold;
    private final int[] uncertain;
    private final Hit[][] hits;

    private LiteralAutomaton(SymbolClasses classes, Trie trie) {
        this.classes = classes;
        int capacity = Integer.highestOneBit(Math.max(4, trie.size() * 4));
        this.keys = new int[capacity];
        this.targets = new int[capacity];
        Arrays.fill(keys, -1);
        this.fail = new int[trie.size()];
        this.hold = new int[trie.size()];
        this.uncertain = new int[trie.size()];
        this.hits = new Hit[trie.size()][];
        trie.edges.forEach(edge -> put(edge.from() * classes.count() + edge.symbolClass(), edge.to()));
        link(trie);
    }

    static LiteralAutomaton of(List<Literal> literals) {
        SymbolClasses.Builder classes = SymbolClasses.builder();
        for (Literal literal : literals) {
            for (int symbol : literal.symbols()) {
                classes.range(symbol, symbol);
            }
        }
        SymbolClasses built = classes.build();
        Trie trie = new Trie(built);
        literals.forEach(trie::add);
        return new LiteralAutomaton(built, trie);
    }

    /** The state after one more symbol. */
    int step(int state, int symbol) {
        return stepClass(state, classes.of(symbol));
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
        return fail.length;
    }

    private int get(int key) {
        int mask = keys.length - 1;
        for (int slot = spread(key) & mask; keys[slot] != -1; slot = (slot + 1) & mask) {
            if (keys[slot] == key) {
                return targets[slot];
            }
        }
        return -1;
    }

    private void put(int key, int target) {
        int mask = keys.length - 1;
        int slot = spread(key) & mask;
        while (keys[slot] != -1) {
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        targets[slot] = target;
    }

    private static int spread(int key) {
        int h = key * 0x9E3779B9;
        return h ^ (h >>> 15);
    }

    /** Fail links, holds and outputs, breadth first: a state's fail state is nearer to the root than it is. */
    private void link(Trie trie) {
        hits[ROOT] = new Hit[0];
        Deque<Integer> queue = new ArrayDeque<>(List.of(ROOT));
        while (!queue.isEmpty()) {
            int state = queue.remove();
            for (Edge edge : trie.out.get(state)) {
                int child = edge.to();
                fail[child] = state == ROOT ? ROOT : stepClass(fail[state], edge.symbolClass());
                hold[child] = trie.goesOn[child] ? trie.depth[child] : hold[fail[child]];
                hits[child] = concat(trie.own.get(child), hits[fail[child]]);
                uncertain[child] = Math.max(hold[child], longestEnforcing(hits[child]));
                queue.add(child);
            }
        }
    }

    private int stepClass(int state, int symbolClass) {
        int current = state;
        while (true) {
            int next = get(current * classes.count() + symbolClass);
            if (next >= 0) {
                return next;
            }
            if (current == ROOT) {
                return ROOT;
            }
            current = fail[current];
        }
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

    private record Edge(int from, int symbolClass, int to) {}

    /** The literals as a tree, before fail links. */
    private static final class Trie {

        private final SymbolClasses classes;
        private final List<Edge> edges = new ArrayList<>();
        private final List<List<Edge>> out = new ArrayList<>();
        private final List<List<Hit>> own = new ArrayList<>();
        private int[] depth = new int[16];
        private boolean[] goesOn = new boolean[16];

        Trie(SymbolClasses classes) {
            this.classes = classes;
            node(0);
        }

        int size() {
            return out.size();
        }

        void add(Literal literal) {
            int state = ROOT;
            for (int symbol : literal.symbols()) {
                goesOn[state] |= literal.rule().enforcing();
                state = child(state, classes.of(symbol));
            }
            own.get(state).add(new Hit(literal.rule(), literal.symbols().length));
        }

        private int child(int state, int symbolClass) {
            for (Edge edge : out.get(state)) {
                if (edge.symbolClass() == symbolClass) {
                    return edge.to();
                }
            }
            Edge edge = new Edge(state, symbolClass, node(depth[state] + 1));
            out.get(state).add(edge);
            edges.add(edge);
            return edge.to();
        }

        private int node(int depthOfNode) {
            int node = out.size();
            out.add(new ArrayList<>());
            own.add(new ArrayList<>());
            if (node == depth.length) {
                depth = Arrays.copyOf(depth, node * 2);
                goesOn = Arrays.copyOf(goesOn, node * 2);
            }
            depth[node] = depthOfNode;
            return node;
        }
    }
}

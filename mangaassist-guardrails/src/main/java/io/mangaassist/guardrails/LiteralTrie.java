package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The literals as a tree while a {@link LiteralAutomaton} is built; state 0 is its root. Not thread-safe. */
final class LiteralTrie {

    /** Where a symbol leads. */
    record Edge(int symbol, int to) {}

    private final List<List<Edge>> edges = new ArrayList<>();
    private final List<List<LiteralAutomaton.Hit>> ends = new ArrayList<>();
    private int[] depth = new int[16];
    private boolean[] goesOn = new boolean[16];

    LiteralTrie() {
        state(0);
    }

    int size() {
        return edges.size();
    }

    /** The state that {@code symbol} leads to, made if there is none. */
    int child(int state, int symbol, boolean enforcing) {
        goesOn[state] |= enforcing;
        for (Edge edge : edges.get(state)) {
            if (edge.symbol() == symbol) {
                return edge.to();
            }
        }
        int child = state(depth[state] + 1);
        edges.get(state).add(new Edge(symbol, child));
        return child;
    }

    void end(int state, LiteralAutomaton.Hit hit) {
        ends.get(state).add(hit);
    }

    List<Edge> edges(int state) {
        return edges.get(state);
    }

    List<LiteralAutomaton.Hit> ends(int state) {
        return ends.get(state);
    }

    int depth(int state) {
        return depth[state];
    }

    /** Whether a literal that blocks or masks goes on after this state. */
    boolean goesOn(int state) {
        return goesOn[state];
    }

    /** The edges of a state, and of those it inherits the ones for other symbols. */
    static List<Edge> merged(List<Edge> own, List<Edge> inherited) {
        if (own.isEmpty() || inherited.isEmpty()) {
            return own.isEmpty() ? inherited : own;
        }
        List<Edge> all = new ArrayList<>(own);
        for (Edge edge : inherited) {
            if (own.stream().noneMatch(o -> o.symbol() == edge.symbol())) {
                all.add(edge);
            }
        }
        return all;
    }

    private int state(int itsDepth) {
        int state = edges.size();
        edges.add(new ArrayList<>());
        ends.add(new ArrayList<>());
        if (state == depth.length) {
            depth = Arrays.copyOf(depth, state * 2);
            goesOn = Arrays.copyOf(goesOn, state * 2);
        }
        depth[state] = itsDepth;
        return state;
    }
}

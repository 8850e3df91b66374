package io.mangaassist.guardrails;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Where each state of a {@link LiteralAutomaton} goes with each symbol, fail links resolved: one row for the root, and for
 * each other state what differs from it. The differences lie in a double array, those of a state at its base plus their
 * symbol, between those of others; each slot knows whose it is. A step is two or three reads, without a search. Immutable.
 */
final class LiteralEdges {

    private static final int NOBODY = -1;

    private final int[] root;
    private final int[] base;

    /** Owner and target of each slot by turns, so that both lie on one cache line. */
    private final int[] slots;

    private LiteralEdges(int[] root, int[] base, int[] slots) {
        this.root = root;
        this.base = base;
        this.slots = slots;
    }

    int follow(int state, int symbol) {
        int slot = (base[state] + symbol) << 1;
        return slots[slot] == state ? slots[slot + 1] : root[symbol];
    }

    /** Collects rows. Not thread-safe. */
    static final class Builder {

        private final int symbols;
        private final int[] root;
        private final int[] base;
        private final BitSet taken = new BitSet();
        private int[] slots = new int[64];
        private int firstFree;

        Builder(int states, int symbols) {
            this.symbols = symbols;
            this.root = new int[symbols];
            this.base = new int[states];
            Arrays.fill(slots, NOBODY);
        }

        void root(List<LiteralTrie.Edge> edges) {
            edges.forEach(edge -> root[edge.symbol()] = edge.to());
        }

        /** What a state does otherwise than the root. */
        void differences(int state, List<LiteralTrie.Edge> edges) {
            if (edges.isEmpty()) {
                return;
            }
            int first = edges.stream().mapToInt(LiteralTrie.Edge::symbol).min().orElse(0);
            int slot = taken.nextClearBit(Math.max(first, firstFree));
            int from = slot;
            while (!fits(slot - first, edges)) {
                slot = taken.nextClearBit(slot + 1);
            }
            if (slot - from > symbols) {
                firstFree = from + symbols / 2; // the holes before are too small for most
            }
            base[state] = slot - first;
            edges.forEach(edge -> put(base[state] + edge.symbol(), state, edge.to()));
        }

        /** Where a state with these differences goes. */
        int target(List<LiteralTrie.Edge> differences, int symbol) {
            for (LiteralTrie.Edge edge : differences) {
                if (edge.symbol() == symbol) {
                    return edge.to();
                }
            }
            return root[symbol];
        }

        LiteralEdges build() {
            // room behind the last one, so that no step needs to look for the end
            return new LiteralEdges(root, base, grown((taken.length() + symbols) * 2));
        }

        private boolean fits(int at, List<LiteralTrie.Edge> edges) {
            for (LiteralTrie.Edge edge : edges) {
                if (taken.get(at + edge.symbol())) {
                    return false;
                }
            }
            return true;
        }

        private void put(int slot, int state, int to) {
            taken.set(slot);
            if (slot * 2 >= slots.length) {
                slots = grown(slot * 4);
            }
            slots[slot * 2] = state;
            slots[slot * 2 + 1] = to;
        }

        private int[] grown(int size) {
            int[] grown = Arrays.copyOf(slots, size);
            if (size > slots.length) {
                Arrays.fill(grown, slots.length, size, NOBODY);
            }
            return grown;
        }
    }
}

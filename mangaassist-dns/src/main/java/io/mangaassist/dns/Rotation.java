package io.mangaassist.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The orders in which the addresses of one answer are handed out, made once so that a hit allocates nothing. Within a
 * rank (own zone, other zones, lately failed) each address comes first in its turn.
 */
final class Rotation {

    /** A power of two. */
    private static final int STRIPES = 8;

    private static final int INTS_OF_TWO_LINES = 32;

    private final List<List<InetAddress>> turns;

    /**
     * Which turn is next, for some threads each: every stripe has two cache lines of its own, since processors fetch them in
     * pairs, so that threads do not wait for each other's writes. Those that share a stripe may race for it: then two callers
     * get the same turn, which does no harm.
     */
    private final int[] next;

    private Rotation(List<List<InetAddress>> turns) {
        this.turns = List.copyOf(turns);
        this.next = new int[turns.size() == 1 ? 0 : STRIPES * INTS_OF_TWO_LINES];
    }

    /** Makes the turns of ranked addresses: a rank stands wholly before the one behind it. */
    static Rotation of(List<List<InetAddress>> ranks) {
        int count = ranks.stream().mapToInt(List::size).max().orElse(1);
        List<List<InetAddress>> turns = new ArrayList<>(count);
        for (int turn = 0; turn < count; turn++) {
            List<InetAddress> order = new ArrayList<>();
            for (List<InetAddress> rank : ranks) {
                for (int i = 0; i < rank.size(); i++) {
                    order.add(rank.get((i + turn) % rank.size()));
                }
            }
            turns.add(List.copyOf(order));
        }
        return new Rotation(turns);
    }

    /** Makes the turns of addresses of which the demoted ones stand last. */
    static Rotation of(List<List<InetAddress>> ranks, Set<InetAddress> demoted) {
        if (demoted.isEmpty()) {
            return of(ranks);
        }
        List<List<InetAddress>> all = new ArrayList<>();
        ranks.forEach(
                rank -> all.add(rank.stream().filter(a -> !demoted.contains(a)).toList()));
        all.add(ranks.stream().flatMap(List::stream).filter(demoted::contains).toList());
        return of(all.stream().filter(rank -> !rank.isEmpty()).toList());
    }

    List<InetAddress> next() {
        int count = turns.size();
        if (count == 1) {
            return turns.get(0);
        }
        int stripe = (int) (Thread.currentThread().getId() & (STRIPES - 1)) * INTS_OF_TWO_LINES;
        int turn = next[stripe];
        next[stripe] = turn + 1 >= count ? 0 : turn + 1;
        return turns.get(turn);
    }
}

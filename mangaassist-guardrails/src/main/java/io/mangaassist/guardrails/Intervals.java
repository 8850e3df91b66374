package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;

/** A growing set of stretches; neighbours are joined. Not thread-safe. */
final class Intervals {

    private final List<Coverage.Interval> list = new ArrayList<>();

    void add(int from, int to) {
        if (from >= to) {
            return;
        }
        int newFrom = from;
        int newTo = to;
        for (int i = list.size() - 1; i >= 0; i--) {
            Coverage.Interval old = list.get(i);
            if (old.from() <= newTo && newFrom <= old.to()) {
                newFrom = Math.min(newFrom, old.from());
                newTo = Math.max(newTo, old.to());
                list.remove(i);
            }
        }
        int at = 0;
        while (at < list.size() && list.get(at).from() < newFrom) {
            at++;
        }
        list.add(at, new Coverage.Interval(newFrom, newTo));
    }

    /** The end of the stretch that begins at 0. */
    int reach() {
        return list.isEmpty() || list.get(0).from() > 0 ? 0 : list.get(0).to();
    }

    List<Coverage.Interval> list() {
        return List.copyOf(list);
    }
}

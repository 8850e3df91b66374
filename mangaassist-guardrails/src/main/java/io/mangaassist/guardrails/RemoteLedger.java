package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which stretches were sent to the remote tier and what became of them. Not thread-safe. */
final class RemoteLedger {

    /** A check that was sent. */
    record Sent(int from, int to) {}

    private final Map<Integer, Sent> waiting = new HashMap<>();
    private final Map<Integer, Sent> late = new HashMap<>();
    private final Intervals passed = new Intervals();
    private final Intervals open = new Intervals();
    private final Map<Integer, Coverage.Gap> gaps = new HashMap<>();
    private int sent;

    int send(int from, int to) {
        waiting.put(sent, new Sent(from, to));
        return sent++;
    }

    /** Takes a verdict; null if that check was never sent or has had its answer. */
    @Nullable
    Sent settle(int id, RemoteVerdict verdict) {
        Sent check = waiting.remove(id);
        if (check == null) {
            return verdict.kind() == RemoteVerdict.Kind.FAILED ? null : settleLate(id, verdict);
        }
        switch (verdict.kind()) {
            case PASSED -> passed.add(check.from(), check.to());
            case VIOLATION -> open.add(check.from(), check.to());
            case FAILED -> {
                late.put(id, check);
                String reason = verdict.reasons().isEmpty()
                        ? "failed"
                        : verdict.reasons().get(0);
                gaps.put(id, new Coverage.Gap(Tier.REMOTE, check.from(), check.to(), reason));
            }
        }
        return check;
    }

    /** Everything before this offset has passed, or was let through by its failure mode. */
    int approved() {
        Intervals all = new Intervals();
        passed.list().forEach(i -> all.add(i.from(), i.to()));
        gaps.values().forEach(g -> all.add(g.from(), g.to()));
        return all.reach();
    }

    boolean settled() {
        return waiting.isEmpty();
    }

    List<Coverage.Interval> evaluated() {
        Intervals all = new Intervals();
        passed.list().forEach(i -> all.add(i.from(), i.to()));
        open.list().forEach(i -> all.add(i.from(), i.to()));
        return all.list();
    }

    List<Coverage.Gap> gaps() {
        List<Coverage.Gap> all = new ArrayList<>(gaps.values());
        waiting.values().forEach(w -> all.add(new Coverage.Gap(Tier.REMOTE, w.from(), w.to(), "unanswered")));
        return all;
    }

    private @Nullable Sent settleLate(int id, RemoteVerdict verdict) {
        Sent check = late.remove(id);
        if (check != null) {
            gaps.remove(id);
            (verdict.kind() == RemoteVerdict.Kind.PASSED ? passed : open).add(check.from(), check.to());
        }
        return check;
    }
}

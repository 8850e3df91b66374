package io.mangaassist.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The faults that calls to one model or guardrail meet, changeable while the simulator runs.
 *
 * <p>A call takes the first that applies: the next of the queue, a rule by predicate in the order given, a rule by
 * probability in the order given. Thread-safe. Predicates run on the simulator's event loop and must not block.
 */
public final class FaultScript {
    private record Rule(Predicate<BedrockCall> applies, Fault fault) {}

    // guarded by this
    private final Queue<Fault> queue = new ArrayDeque<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Rule> chances = new ArrayList<>();

    FaultScript() {}

    /** The next calls meet these faults, one each, in this order. */
    public synchronized FaultScript next(Fault... faults) {
        queue.addAll(List.of(faults));
        return this;
    }

    /** The next calls, so many, each meet this fault. */
    public synchronized FaultScript nextTimes(int times, Fault fault) {
        for (int i = 0; i < Require.atLeast(0, "times", times); i++) {
            queue.add(fault);
        }
        return this;
    }

    /** Every call for which the predicate holds meets this fault. */
    public synchronized FaultScript when(Predicate<BedrockCall> applies, Fault fault) {
        rules.add(new Rule(applies, fault));
        return this;
    }

    /** Every call meets this fault. */
    public FaultScript always(Fault fault) {
        return when(call -> true, fault);
    }

    /**
     * A share of the calls meets this fault.
     *
     * @param probability from 0 to 1
     * @param seed the same seed and the same order of arrival give the same calls again
     */
    public synchronized FaultScript sometimes(double probability, long seed, Fault fault) {
        Require.probability("probability", probability);
        Random random = new Random(seed);
        chances.add(new Rule(call -> random.nextDouble() < probability, fault));
        return this;
    }

    /** Everything is well again. */
    public synchronized FaultScript clear() {
        queue.clear();
        rules.clear();
        chances.clear();
        return this;
    }

    @Nullable
    Fault pick(BedrockCall call) {
        List<Rule> now;
        synchronized (this) {
            Fault queued = queue.poll();
            if (queued != null) {
                return queued;
            }
            now = List.copyOf(rules);
        }
        Fault ruled = first(now, call);
        if (ruled != null) {
            return ruled;
        }
        synchronized (this) {
            return first(chances, call);
        }
    }

    private static @Nullable Fault first(List<Rule> rules, BedrockCall call) {
        for (Rule rule : rules) {
            if (rule.applies().test(call)) {
                return rule.fault();
            }
        }
        return null;
    }
}

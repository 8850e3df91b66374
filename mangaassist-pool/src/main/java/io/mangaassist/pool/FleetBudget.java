package io.mangaassist.pool;

import java.util.concurrent.CompletionStage;

/**
 * A quota that several tasks share, from which each takes batches ahead of its requests. {@link LettuceFleetBudget} keeps it
 * in Redis. Thread-safe; never blocks: what cannot be done fails through the stage, and the task then lives on its part of
 * the quota.
 */
public interface FleetBudget {

    /**
     * Takes from a budget.
     *
     * @param budget its name; a budget that is not known yet begins full
     * @param perMinute how much it gives in a minute, evenly; also the most that it holds
     * @param most how much is wanted
     * @return how much was taken, 0 to {@code most}
     */
    CompletionStage<Long> take(String budget, long perMinute, long most);

    /**
     * Puts back what was taken and not used. Fire and forget.
     *
     * @param budget its name
     * @param perMinute as it was taken
     * @param amount greater than zero
     */
    void giveBack(String budget, long perMinute, long amount);
}

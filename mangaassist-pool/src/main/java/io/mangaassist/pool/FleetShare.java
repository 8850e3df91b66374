package io.mangaassist.pool;

/**
 * That a rung's quota is the fleet's.
 *
 * @param budget where the tasks share it
 * @param tasks among how many it is divided while the budget cannot be reached
 */
record FleetShare(FleetBudget budget, int tasks) {}

package io.mangaassist.pool;

import org.jspecify.annotations.Nullable;

/**
 * The limits of a {@link Quota}; 0 is no limit.
 *
 * @param requestsPerMinute calls
 * @param tokensPerMinute quota tokens
 * @param burndown quota tokens of one output token
 * @param fleet set if the limits are those of the fleet
 */
record QuotaLimits(
        double requestsPerMinute,
        double tokensPerMinute,
        int burndown,
        @Nullable FleetShare fleet) {

    static final QuotaLimits NONE = new QuotaLimits(0, 0, 1, null);

    boolean isLimited() {
        return requestsPerMinute > 0 || tokensPerMinute > 0;
    }
}

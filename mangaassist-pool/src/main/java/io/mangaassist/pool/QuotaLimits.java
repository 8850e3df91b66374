package io.mangaassist.pool;

/**
 * The limits of a {@link Quota}; 0 is no limit.
 *
 * @param requestsPerMinute calls
 * @param tokensPerMinute quota tokens
 * @param burndown quota tokens of one output token
 */
record QuotaLimits(double requestsPerMinute, double tokensPerMinute, int burndown) {

    static final QuotaLimits NONE = new QuotaLimits(0, 0, 1);

    boolean isLimited() {
        return requestsPerMinute > 0 || tokensPerMinute > 0;
    }
}

package io.mangaassist.dns;

/**
 * The times of an answer, in nanoseconds of the monotonic clock.
 *
 * @param learnedAt when it was learned or last confirmed
 * @param freshUntil until when it may be served without another thought
 * @param usableUntil until when it is better than none
 */
record AnswerTimes(long learnedAt, long freshUntil, long usableUntil) {

    /** Returns the earlier ones of these times and the times until which older addresses are good. */
    AnswerTimes noLaterThan(AnswerTimes older) {
        long usable = earlier(usableUntil, older.usableUntil);
        return new AnswerTimes(earlier(learnedAt, older.learnedAt), earlier(freshUntil, usable), usable);
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }
}

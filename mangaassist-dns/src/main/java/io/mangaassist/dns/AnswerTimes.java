package io.mangaassist.dns;

/**
 * The times of an answer, in nanoseconds of the monotonic clock.
 *
 * @param learnedAt when it was learned or last confirmed
 * @param freshUntil until when it may be served without another thought
 * @param usableUntil until when it is better than none
 */
record AnswerTimes(long learnedAt, long freshUntil, long usableUntil) {

    long ttl() {
        return freshUntil - learnedAt;
    }
}

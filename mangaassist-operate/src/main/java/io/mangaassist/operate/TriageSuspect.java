package io.mangaassist.operate;

import io.mangaassist.core.Segment;

/**
 * A segment that takes longer than it should.
 *
 * @param segment the segment
 * @param excess milliseconds more than the baseline or the budget
 * @param evidence what it took against what it should take
 */
record TriageSuspect(Segment segment, double excess, TriageEvidence evidence) {}

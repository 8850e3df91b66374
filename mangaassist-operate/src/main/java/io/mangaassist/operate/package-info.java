/**
 * What on-call and CI use: the runbooks' decision tree as code, latency gates and trends, and CloudWatch metrics under
 * the runbooks' names.
 *
 * <p>Open {@link io.mangaassist.operate.EmfMeterRegistry} to alarm on percentiles in CloudWatch,
 * {@link io.mangaassist.operate.LatencyRecorder} to keep histograms of the segments,
 * {@link io.mangaassist.operate.LatencyTriage} to be told why answers are slow,
 * {@link io.mangaassist.operate.LatencyGate} after a change and {@link io.mangaassist.operate.LatencyTrend} once a
 * week. {@link io.mangaassist.operate.LatencyBudget} tells of one request where its time went.
 */
@NullMarked
package io.mangaassist.operate;

import org.jspecify.annotations.NullMarked;

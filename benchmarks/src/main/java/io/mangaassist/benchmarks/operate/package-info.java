/** What it costs to see: timing a segment, recording for CloudWatch, exporting, triage and gate. */
package io.mangaassist.benchmarks.operate;

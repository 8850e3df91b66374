package io.mangaassist.core;

import java.util.List;

/**
 * One line of a room's meter catalogue. Each room implements it by one enum and publishes that enum as the resource
 * {@code META-INF/mangaassist/meters/<room>.tsv}, from which the metrics reference and the alarm tests are made.
 */
@Internal
public interface MeterDefinition {

    /** The kind of a meter. */
    enum Kind {
        /** A number that only grows. */
        COUNTER,
        /** Durations, in the base unit of the registry. */
        TIMER,
        /** A distribution of sizes. */
        SUMMARY,
        /** A state that is read when asked for. */
        GAUGE
    }

    /** Returns the Micrometer name, {@code mangaassist.<room>.<what>}. */
    String meter();

    /** Returns the kind. */
    Kind kind();

    /** Returns the base unit, empty for timers and plain counts. */
    String unit();

    /** Returns the tag keys beside {@code name}, which every meter carries. */
    List<String> tags();

    /** Returns the name that the runbooks and CloudWatch alarms use, or the empty string. */
    String runbook();

    /** Returns what is measured, in one sentence. */
    String description();
}

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

    /** Returns the line as it is published. */
    MeterCatalogue.Entry entry();

    /** Returns the Micrometer name, {@code mangaassist.<room>.<what>}. */
    default String meter() {
        return entry().meter();
    }

    /** Returns the kind. */
    default Kind kind() {
        return entry().kind();
    }

    /** Returns the base unit, empty for timers and plain counts. */
    default String unit() {
        return entry().unit();
    }

    /** Returns the tag keys beside {@code name}, which every meter carries. */
    default List<String> tags() {
        return entry().tags();
    }

    /** Returns the name that the runbooks and CloudWatch alarms use, or the empty string. */
    default String runbook() {
        return entry().runbook();
    }

    /** Returns what is measured, in one sentence. */
    default String description() {
        return entry().description();
    }
}

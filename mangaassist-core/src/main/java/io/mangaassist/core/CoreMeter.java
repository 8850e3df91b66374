package io.mangaassist.core;

import java.util.List;

/** The meters of core itself. */
enum CoreMeter implements MeterDefinition {
    SEGMENT(
            "mangaassist.segment",
            Kind.TIMER,
            List.of("segment", "outcome"),
            "MangaAssist/Performance SegmentLatency_{segment}",
            "Time that one part of a request took."),
    SETTING_CHANGED(
            "mangaassist.setting.changed",
            Kind.COUNTER,
            List.of("setting"),
            "",
            "Live settings that took a new value."),
    SETTING_REFUSED(
            "mangaassist.setting.refused",
            Kind.COUNTER,
            List.of("setting"),
            "",
            "Values for a live setting that were not valid; the last good one was kept."),
    SETTING_POLL("mangaassist.setting.poll", Kind.TIMER, List.of("outcome"), "", "Readings of Parameter Store.");

    private final String meter;
    private final Kind kind;
    private final List<String> tags;
    private final String runbook;
    private final String description;

    CoreMeter(String meter, Kind kind, List<String> tags, String runbook, String description) {
        this.meter = meter;
        this.kind = kind;
        this.tags = tags;
        this.runbook = runbook;
        this.description = description;
    }

    @Override
    public String meter() {
        return meter;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String unit() {
        return "";
    }

    @Override
    public List<String> tags() {
        return tags;
    }

    @Override
    public String runbook() {
        return runbook;
    }

    @Override
    public String description() {
        return description;
    }
}

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

    private final MeterCatalogue.Entry entry;

    CoreMeter(String meter, Kind kind, List<String> tags, String runbook, String description) {
        this.entry = new MeterCatalogue.Entry(meter, kind, "", tags, runbook, description);
    }

    @Override
    public MeterCatalogue.Entry entry() {
        return entry;
    }
}

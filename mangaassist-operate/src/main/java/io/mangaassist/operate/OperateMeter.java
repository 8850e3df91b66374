package io.mangaassist.operate;

import io.mangaassist.core.MeterDefinition;
import java.util.List;

/** The meters of this room. */
enum OperateMeter implements MeterDefinition {
    EMF_DOCUMENTS(
            "mangaassist.emf.documents",
            Kind.COUNTER,
            "",
            List.of("outcome"),
            "MangaAssist/Operate EmfDocuments_{outcome}",
            "Metric documents by what became of them: written, dropped (no room in the queue) or failed."),
    EMF_QUEUE(
            "mangaassist.emf.queue",
            Kind.GAUGE,
            "documents",
            List.of(),
            "MangaAssist/Operate EmfQueue",
            "Metric documents that wait for the sink.");

    private final String meter;
    private final Kind kind;
    private final String unit;
    private final List<String> tags;
    private final String runbook;
    private final String description;

    OperateMeter(String meter, Kind kind, String unit, List<String> tags, String runbook, String description) {
        this.meter = meter;
        this.kind = kind;
        this.unit = unit;
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
        return unit;
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

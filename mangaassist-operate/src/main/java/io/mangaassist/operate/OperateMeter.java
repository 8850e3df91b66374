package io.mangaassist.operate;

import io.mangaassist.core.MeterCatalogue;
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

    private final MeterCatalogue.Entry entry;

    OperateMeter(String meter, Kind kind, String unit, List<String> tags, String runbook, String description) {
        this.entry = new MeterCatalogue.Entry(meter, kind, unit, tags, runbook, description);
    }

    @Override
    public MeterCatalogue.Entry entry() {
        return entry;
    }
}

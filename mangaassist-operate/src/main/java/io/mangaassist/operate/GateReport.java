package io.mangaassist.operate;

import io.mangaassist.core.Segment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a gate says.
 *
 * @param verdict of all mandatory segments: a failure beats a doubt
 * @param segments each one
 * @param notes what else a reader should know
 */
public record GateReport(GateVerdict verdict, List<GateSegment> segments, List<String> notes) {

    /** Copies the lists. */
    public GateReport {
        segments = List.copyOf(segments);
        notes = List.copyOf(notes);
    }

    /**
     * Returns the segments that failed, advisory ones too: a way into triage.
     *
     * @return in the order of the report
     */
    public Set<Segment> failed() {
        Set<Segment> failed = new LinkedHashSet<>();
        segments.stream()
                .filter(each -> each.verdict() == GateVerdict.FAIL)
                .forEach(each -> failed.add(each.segment()));
        return failed;
    }

    /**
     * Returns the report for a terminal.
     *
     * @return some lines
     */
    public String toText() {
        return GateText.text(this);
    }

    /**
     * Returns the report for an issue or a chat.
     *
     * @return Markdown
     */
    public String toMarkdown() {
        return GateText.markdown(this);
    }

    /**
     * Returns the report for a program.
     *
     * @return JSON
     */
    public String toJson() {
        return GateText.json(this);
    }
}

package io.mangaassist.operate;

import io.mangaassist.core.Segment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a trend test says.
 *
 * @param verdict DRIFT if any segment drifts, CANNOT_JUDGE if none could be judged
 * @param percentile which percentile was followed
 * @param segments each one
 */
public record TrendReport(TrendVerdict verdict, double percentile, List<TrendSegment> segments) {

    /** Copies the list. */
    public TrendReport {
        segments = List.copyOf(segments);
    }

    /**
     * Returns the segments that drift: a way into triage.
     *
     * @return the steepest first
     */
    public Set<Segment> drifting() {
        Set<Segment> drifting = new LinkedHashSet<>();
        segments.stream()
                .filter(each -> each.verdict() == TrendVerdict.DRIFT)
                .sorted((one, other) -> Double.compare(other.perDay(), one.perDay()))
                .forEach(each -> drifting.add(each.segment()));
        return drifting;
    }

    /**
     * Returns the report for a terminal.
     *
     * @return some lines
     */
    public String toText() {
        return TrendText.text(this);
    }

    /**
     * Returns the report for an issue or a chat.
     *
     * @return Markdown
     */
    public String toMarkdown() {
        return TrendText.markdown(this);
    }

    /**
     * Returns the report for a program.
     *
     * @return JSON
     */
    public String toJson() {
        return TrendText.json(this);
    }
}

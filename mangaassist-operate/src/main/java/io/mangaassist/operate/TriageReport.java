package io.mangaassist.operate;

import java.util.List;

/**
 * What triage found.
 *
 * @param verdict in one word
 * @param findings the most excessive first
 * @param notes what could not be judged, and why
 */
public record TriageReport(Verdict verdict, List<TriageFinding> findings, List<String> notes) {

    /** What came out. */
    public enum Verdict {
        /** Nothing takes longer than it should. */
        CLEAR,
        /** There are findings. */
        FOUND,
        /** There is too little to judge by; the notes say what is missing. */
        CANNOT_JUDGE
    }

    /** Copies the lists. */
    public TriageReport {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /**
     * Returns the report for a terminal.
     *
     * @return some lines
     */
    public String toText() {
        return TriageText.text(this);
    }

    /**
     * Returns the report for an issue or a chat.
     *
     * @return Markdown
     */
    public String toMarkdown() {
        return TriageText.markdown(this);
    }

    /**
     * Returns the report for a program.
     *
     * @return JSON
     */
    public String toJson() {
        return TriageJson.write(this);
    }
}

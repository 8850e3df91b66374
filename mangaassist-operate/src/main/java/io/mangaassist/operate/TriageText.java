package io.mangaassist.operate;

import java.util.stream.Collectors;

/** A triage report for people. */
final class TriageText {

    private TriageText() {}

    static String text(TriageReport report) {
        StringBuilder text = new StringBuilder(headline(report)).append('\n');
        int number = 1;
        for (TriageFinding finding : report.findings()) {
            text.append('\n')
                    .append(number++)
                    .append(". ")
                    .append(title(finding))
                    .append('\n');
            text.append("   action:   ").append(action(finding)).append('\n');
            finding.path()
                    .forEach(step -> text.append("   asked:    ").append(step).append('\n'));
            finding.evidence()
                    .forEach(each -> text.append("   evidence: ").append(each).append('\n'));
            finding.missing()
                    .forEach(fact ->
                            text.append("   missing:  ").append(missing(fact)).append('\n'));
        }
        report.notes().forEach(note -> text.append("\nnote: ").append(note));
        return text.append(report.notes().isEmpty() ? "" : "\n").toString();
    }

    static String markdown(TriageReport report) {
        StringBuilder text = new StringBuilder("## ").append(headline(report)).append("\n");
        for (TriageFinding finding : report.findings()) {
            text.append("\n### ")
                    .append(title(finding))
                    .append("\n\n**")
                    .append(action(finding))
                    .append("**\n\n");
            finding.path().forEach(step -> text.append("- asked: ").append(step).append('\n'));
            finding.evidence()
                    .forEach(each -> text.append("- evidence: ").append(each).append('\n'));
            finding.missing()
                    .forEach(fact ->
                            text.append("- missing: ").append(missing(fact)).append('\n'));
        }
        if (!report.notes().isEmpty()) {
            text.append("\n")
                    .append(report.notes().stream()
                            .map(note -> "> " + note)
                            .collect(Collectors.joining("\n>\n", "", "\n")));
        }
        return text.toString();
    }

    private static String headline(TriageReport report) {
        return switch (report.verdict()) {
            case CLEAR -> "Latency triage: nothing takes longer than it should";
            case FOUND ->
                "Latency triage: " + report.findings().size()
                        + (report.findings().size() == 1 ? " finding" : " findings");
            case CANNOT_JUDGE -> "Latency triage: cannot judge";
        };
    }

    private static String title(TriageFinding finding) {
        String where = finding.onlyIn().isEmpty() ? "" : ", only in " + String.join(", ", finding.onlyIn());
        String leaf = finding.leaf()
                .map(TriageText::leaf)
                .orElse("open: "
                        + (finding.missing().isEmpty()
                                ? "no leaf reached"
                                : finding.missing()
                                                .get(finding.missing().size() - 1)
                                                .key() + " is not known"));
        return finding.entry() + where + ": " + leaf;
    }

    private static String leaf(TriageLeaf leaf) {
        String scenario = leaf.scenario() == 0 ? "" : ", scenario " + leaf.scenario();
        return leaf.name() + " (" + leaf.node() + scenario + (leaf.isOurs() ? ", not in the runbooks" : "") + ")";
    }

    private static String action(TriageFinding finding) {
        return finding.leaf().map(TriageLeaf::action).orElse("Measure what is missing, then run this again.");
    }

    private static String missing(Fact fact) {
        return fact.key() + ", from " + fact.source();
    }
}

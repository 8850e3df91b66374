package io.mangaassist.operate;

/** Draws the decision tree as a Mermaid graph, from the tree that is executed. What is ours has a dashed border. */
final class TriageDiagram {

    private final StringBuilder text = new StringBuilder("graph TB\n");
    private int copies;

    private TriageDiagram() {}

    static String draw() {
        TriageDiagram diagram = new TriageDiagram();
        diagram.text
                .append("START[\"p95 latency too high\"] --> Q1{\"Which segment is slowest,<br/>")
                .append("by its excess over the baseline?\"}\n");
        for (TriageBranch branch : TriageBranch.values()) {
            String child = diagram.node(branch.root());
            diagram.text
                    .append("Q1 -->|\"")
                    .append(branch.label())
                    .append("\"| ")
                    .append(child)
                    .append('\n');
        }
        diagram.text.append("classDef ours stroke-dasharray: 5 5\n");
        return diagram.text.toString();
    }

    private String node(TriageStep step) {
        if (step instanceof TriageStep.Ask ask) {
            String id = ask.question().node() + (ask.question().isOurs() ? "_" + ++copies : "");
            text.append(id).append("{\"").append(ask.question().text()).append("\"}");
            text.append(ask.question().isOurs() ? ":::ours\n" : "\n");
            String yes = node(ask.yes());
            String no = node(ask.no());
            text.append(id).append(" -->|yes| ").append(yes).append('\n');
            text.append(id).append(" -->|no| ").append(no).append('\n');
            return id;
        }
        TriageLeaf leaf = ((TriageStep.Reach) step).leaf();
        text.append(leaf.node()).append("[\"").append(leaf.action());
        text.append(leaf.scenario() == 0 ? "" : "<br/>(scenario " + leaf.scenario() + ")");
        text.append("\"]").append(leaf.isOurs() ? ":::ours\n" : "\n");
        return leaf.node();
    }

    /** The leaves as a table. */
    static String table() {
        StringBuilder table =
                new StringBuilder("| node | leaf | scenario | action | confirmed by |\n|---|---|---|---|---|\n");
        for (TriageLeaf leaf : TriageLeaf.values()) {
            table.append("| ")
                    .append(leaf.node())
                    .append(leaf.isOurs() ? " (ours)" : "")
                    .append(" | `")
                    .append(leaf.name())
                    .append("` | ")
                    .append(leaf.scenario() == 0 ? "" : leaf.scenario())
                    .append(" | ")
                    .append(leaf.action())
                    .append(" | ")
                    .append(String.join(
                            ", ", leaf.confirming().stream().map(Fact::key).toList()))
                    .append(" |\n");
        }
        return table.toString();
    }

    /** The facts as a table. */
    static String facts() {
        StringBuilder table = new StringBuilder("| fact | unit | where to measure it |\n|---|---|---|\n");
        for (Fact fact : Fact.values()) {
            table.append("| `")
                    .append(fact.key())
                    .append("` | ")
                    .append(fact.isFlag() ? "true, false" : fact.unit())
                    .append(" | ")
                    .append(fact.source())
                    .append(" |\n");
        }
        return table.toString();
    }
}

package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of the decision tree is made from the tree that is executed. */
final class TriageDocumentTest {

    @Test
    void the_page_shows_the_tree_that_is_executed() throws IOException {
        String right = "# The decision tree for latency\n\n"
                + "Made from the code that `LatencyTriage` executes; a test holds this page to it. Dashed: ours, not in the runbooks.\n\n"
                + "```mermaid\n" + TriageDiagram.draw() + "```\n\n"
                + "## Leaves\n\n" + TriageDiagram.table() + "\n"
                + "## Facts\n\n"
                + "What is known beside the latencies. Where the snapshot holds the segment that is named, the fact need not be told.\n\n"
                + TriageDiagram.facts();
        Path page = Path.of("..", "docs", "triage.md");
        String published = Files.exists(page) ? Files.readString(page) : "";
        Path copy = Files.writeString(Files.createDirectories(Path.of("target")).resolve("triage.md"), right);

        assertThat(published)
                .as("docs/triage.md does not show the tree; copy %s over it", copy)
                .isEqualTo(right);
    }
}

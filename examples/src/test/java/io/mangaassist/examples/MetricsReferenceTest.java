package io.mangaassist.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.MeterCatalogue;
import io.mangaassist.core.MeterDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class MetricsReferenceTest {

    private static final Path REFERENCE = Path.of("..", "docs", "metrics.md");
    private static final String TABLES = "## Meters\n";
    private static final List<String> ROOMS = List.of("core", "dns", "pool", "cache", "guardrails", "operate");

    @Test
    void the_reference_lists_what_the_rooms_publish() throws IOException {
        String reference = Files.readString(REFERENCE);
        String introduction = reference.substring(0, reference.indexOf(TABLES) + TABLES.length());
        String right = introduction + tables();

        Path copy = Files.writeString(Path.of("target", "metrics.md"), right);
        assertThat(reference)
                .as("docs/metrics.md is made from the catalogues; copy examples/%s over it", copy)
                .isEqualTo(right);
    }

    private static String tables() {
        StringBuilder text = new StringBuilder();
        for (String room : ROOMS) {
            List<MeterCatalogue.Entry> entries = MeterCatalogue.read(room, MeterCatalogue.class.getClassLoader())
                    .orElseThrow(() -> new AssertionError("The room " + room + " publishes no catalogue"));
            text.append("\n### ").append(room).append("\n\n");
            text.append("| meter | type | unit | tags | runbook name | what |\n|---|---|---|---|---|---|\n");
            entries.forEach(entry -> text.append(row(entry)));
        }
        return text.toString();
    }

    private static String row(MeterDefinition meter) {
        String tags = meter.tags().isEmpty() ? "" : "`" + String.join("`, `", meter.tags()) + "`";
        String kind = meter.kind().name().toLowerCase(Locale.ROOT);
        return "| `%s` | %s | %s | %s | %s | %s |%n"
                .formatted(meter.meter(), kind, meter.unit(), tags, meter.runbook(), meter.description())
                .replace("\r", "");
    }
}

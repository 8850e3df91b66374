package io.mangaassist.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table in {@code docs/operate.md}: each metric that the runbooks name, and the meter that feeds it. */
final class RunbookNamesTest {

    private static final Path PAGE = Path.of("..", "docs", "operate.md");
    private static final String HEAD = "| the runbooks' name |";
    private static final Pattern PAIR = Pattern.compile("`(\\w+)=([^`]+)`");

    /** Read out of the runbooks, in their order. */
    private static final List<String> NAMES = List.of(
            "RequestLatency",
            "SegmentLatency_bedrock-invoke",
            "SegmentLatency_vector-search",
            "SegmentLatency_dynamo-session",
            "SegmentLatency_guardrails-check",
            "SegmentLatency_cache-write",
            "network-transit (subsegment)",
            "DNSResolutionLatency",
            "Errors/Rate",
            "ConnectionPool/bedrock-runtime/ActiveConnections",
            "ConnectionPool/bedrock-runtime/QueueDepth",
            "ConnectionPoolUtilization",
            "ThrottlingException count",
            "NAT Gateway BytesProcessed",
            "NAT Gateway ConnectionCount",
            "Guardrails/EvaluationDuration",
            "Guardrails/FilterCount",
            "Guardrails/ResponseTokensEvaluated",
            "GuardrailsPostStreamViolation",
            "CacheWriteLatency",
            "CacheWriteFailure",
            "ElastiCache/BytesUsedForCache",
            "ElastiCache/Evictions",
            "ElastiCache/CurrConnections");

    private record Row(String runbook, String namespace, String metric, String dimensions, String fedBy) {}

    @Test
    void the_page_lists_every_metric_that_the_runbooks_name() throws IOException {
        assertThat(rows()).extracting(Row::runbook).containsExactlyInAnyOrderElementsOf(NAMES);
    }

    @TestFactory
    Stream<DynamicTest> each_is_told_in_its_namespace_with_its_dimensions() throws IOException {
        return rows().stream().map(row -> DynamicTest.dynamicTest(row.runbook(), () -> check(row)));
    }

    private static void check(Row row) {
        if (row.fedBy().equals("AWS")) {
            assertThat(OfAws.METRICS.getOrDefault(row.namespace(), java.util.Set.of()))
                    .contains(row.metric());
            return;
        }
        List<Emitted.Metric> found = Emitted.cloudWatch().stream()
                .filter(each ->
                        each.namespace().equals(row.namespace()) && each.name().equals(row.metric()))
                .toList();
        assertThat(found)
                .as(row.toString())
                .isNotEmpty()
                .allMatch(each -> each.meter().equals(row.fedBy()));
        Matcher pair = PAIR.matcher(row.dimensions());
        if (row.dimensions().isEmpty()) {
            assertThat(found).as(row.toString()).allMatch(each -> each.own().isEmpty());
        }
        while (pair.find()) {
            Map<String, String> own = Map.of(pair.group(1), pair.group(2));
            assertThat(found).as(row.toString()).anyMatch(each -> each.own().equals(own));
        }
    }

    private static List<Row> rows() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int head = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith(HEAD))
                .findFirst()
                .orElseThrow(() -> new AssertionError(PAGE + " has no table of names")));
        return lines.subList(head + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(RunbookNamesTest::row)
                .toList();
    }

    private static Row row(String line) {
        List<String> cells =
                Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList();
        return new Row(
                cells.get(0),
                cells.get(1).replace("`", ""),
                cells.get(2).replace("`", ""),
                cells.get(3),
                cells.get(4).replace("`", ""));
    }
}

package io.mangaassist.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mangaassist.core.TaskPlacement;
import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes the chat; every rule and every query of the dashboard must find something there. */
final class PrometheusTest {

    /** What this run cannot show, and why. Anything else must return data. */
    private static final Map<String, String> SILENT = Map.of(
            "ALERTS{", "nothing fires within seconds: every alert waits for its `for`",
            "aws_natgateway_", "the CloudWatch exporter is no part of the chat",
            " offset 1d", "nothing is a day old",
            "segment=\"vector-search\"", "the chat has no vector index");

    /** The chat has no vector index and no sessions; the first byte minus Bedrock's own latency is timed by nobody. */
    private static final Set<String> NOT_OF_THE_CHAT =
            Set.of("dynamo-session", "network-transit", "session-update", "vector-search");

    @TempDir
    Path folder;

    @Test
    void every_rule_and_every_query_of_the_dashboard_returns_data() throws IOException, InterruptedException {
        PrometheusProcess.missing().ifPresent(reason -> assumeTrue(false, reason));
        RedisFixture.missing().ifPresent(reason -> assumeTrue(false, reason));
        ChatOptions options = OptionParser.parse("--requests", "100", "--rps", "40", "--metrics", "prometheus:0");
        List<Question> questions = QuestionsFile.read(options.data().resolve("questions.jsonl"));
        TaskPlacement placement = TaskPlacement.of("ap-northeast-1", "ap-northeast-1a");
        ChatTally tally = new ChatTally();
        try (ChatMetrics metrics = ChatMetrics.start(options.metrics(), placement);
                PrometheusProcess prometheus = PrometheusProcess.start(
                        folder, URI.create(metrics.where().orElseThrow()));
                SimulatedWorld world = SimulatedWorld.start(options, questions);
                ChatStack stack = ChatStack.start(options, world.world(), metrics.beside(new SimpleMeterRegistry()))) {
            await().atMost(Duration.ofSeconds(30)).until(prometheus::isReady);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> prometheus.series("mangaassist_dns_cache_size_hosts") > 0);
            // On a busy machine verdicts come too late for the cache at first: then another round is played.
            await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
                play(options, questions, new Chat(stack, tally), tally);
                await().atMost(Duration.ofSeconds(5))
                        .untilAsserted(() -> assertThat(empty(prometheus)).isEmpty());
            });
            assertThat(untimed(prometheus)).as("segments without samples").isEqualTo(NOT_OF_THE_CHAT);
        }
    }

    private static void play(ChatOptions options, List<Question> questions, Chat chat, ChatTally tally)
            throws InterruptedException {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        ZipfLoad load = new ZipfLoad(questions, options.rps(), options.seed());
        new ChatRun(chat, tally, load, options.requests())
                .play(new ProgressLine(nowhere, options.requests(), () -> ""));
    }

    /** The segments that core defines and that nothing in the chat timed. */
    private static Set<String> untimed(PrometheusProcess prometheus) {
        Set<String> untimed = new TreeSet<>(Emitted.segments());
        untimed.removeIf(
                each -> prometheus.series("mangaassist_segment_seconds_count{segment=\"" + each + "\"} > 0") > 0);
        return untimed;
    }

    /** What returns nothing now and may not. */
    private static Map<String, Set<String>> empty(PrometheusProcess prometheus) throws IOException {
        Map<String, Set<String>> empty = new TreeMap<>();
        prometheus.rules().forEach(rule -> {
            if (!rule.get("health").text().equals("ok")) {
                empty.put(
                        "rule " + rule.get("name").text(),
                        Set.of("is " + rule.get("health").text()));
            }
        });
        for (Rules.Rule rule : Rules.rules()) {
            if (rule.alert()) {
                // the alert itself is silent when all is well: what it is made of must be there
                PromQl.metrics(rule.expression()).forEach(metric -> look(prometheus, empty, rule.name(), metric));
            } else {
                look(prometheus, empty, rule.name(), rule.name());
            }
        }
        for (Rules.Query query : Rules.queries()) {
            look(prometheus, empty, query.panel(), filled(query.expression()));
        }
        return empty;
    }

    private static void look(
            PrometheusProcess prometheus, Map<String, Set<String>> empty, String owner, String expression) {
        if (SILENT.keySet().stream().noneMatch(expression::contains) && prometheus.series(expression) == 0) {
            empty.computeIfAbsent(owner, name -> new TreeSet<>()).add(expression);
        }
    }

    /** As Grafana fills in its variables. */
    private static String filled(String expression) {
        return expression
                .replace("$__rate_interval", "1m")
                .replace("$__range", "1h")
                .replace("$service", "manga-assist");
    }
}

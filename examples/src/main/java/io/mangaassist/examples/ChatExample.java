package io.mangaassist.examples;

import io.mangaassist.core.TaskPlacement;
import io.mangaassist.guardrails.PolicyException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A chat that is wired from the four wrappers, and a load of shop questions played through it: cache lookup,
 * Bedrock through the resolver and the pool, a guarded stream, a cache write that nobody waits for.
 *
 * <p>Everything is real but the model: a Redis process, HTTP/2 over TLS, DNS packets. {@code --help} lists the options.
 */
public final class ChatExample {

    private static final int USAGE = 2;
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private ChatExample() {}

    /**
     * Runs the example.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int code = 1;
        try {
            code = run(out, args);
        } catch (RuntimeException broken) {
            System.err.println("The chat failed: " + broken);
        }
        // Also when something left a thread behind.
        System.exit(code);
    }

    static int run(PrintStream out, String... args) {
        if (Arrays.asList(args).contains("--help")) {
            out.print(ChatOptions.HELP);
            return 0;
        }
        try {
            return play(out, OptionParser.parse(args));
        } catch (UsageException | PolicyException wrong) {
            System.err.println(wrong.getMessage());
            return USAGE;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static int play(PrintStream out, ChatOptions options) throws InterruptedException {
        List<Question> questions = QuestionsFile.read(options.data().resolve("questions.jsonl"));
        SimpleMeterRegistry table = new SimpleMeterRegistry();
        SegmentTable.prepare(table);
        ChatTally tally = new ChatTally();
        try (ChatMetrics metrics = ChatMetrics.start(options.metrics(), TaskPlacement.unknown());
                SimulatedWorld world = SimulatedWorld.start(options, questions);
                ChatStack stack = ChatStack.start(options, world.world(), metrics.beside(table))) {
            metrics.where().ifPresent(where -> out.println("metrics: " + where));
            out.println(String.format(
                    Locale.ROOT,
                    "%d requests at %.0f/s over %d questions, seed %d",
                    options.requests(),
                    options.rps(),
                    questions.size(),
                    options.seed()));
            if (options.bedrock().kind() == ChatOptions.BedrockChoice.Kind.SIMULATOR) {
                stack.warmUp();
            }
            ProgressLine progress = new ProgressLine(out, options.requests(), () -> state(stack, tally));
            ZipfLoad load = new ZipfLoad(questions, options.rps(), options.seed());
            Duration took = new ChatRun(new Chat(stack, tally), tally, load, options.requests()).play(progress);
            progress.end();
            stack.settle(DRAIN);
            out.print(ChatReport.of(stack, tally, table, took));
        }
        return tally.answered() == options.requests() ? 0 : 1;
    }

    private static String state(ChatStack stack, ChatTally tally) {
        return String.format(
                Locale.ROOT,
                "cache %.0f %%  stopped %d  failed %d",
                100.0 * tally.hits() / Math.max(1, tally.lookups()),
                stack.guardrails().snapshot().stopped(),
                tally.failed());
    }
}

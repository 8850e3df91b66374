package io.mangaassist.operate;

import io.mangaassist.core.Segment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The command line of {@link LatencyTriage}; {@code --help} tells its options and exit codes. */
public final class TriageCommand {

    static final String HELP = """
            Goes down the decision tree for latency.

            java -cp ... io.mangaassist.operate.TriageCommand --now FILE [option]...

              --now FILE           latencies of one task or several; may be repeated
              --baseline FILE      latencies of a normal time, best of like hours; may be repeated
              --facts FILE         a JSON object of facts
              --fact KEY=VALUE     one fact; may be repeated
              --suspect SEGMENT    a segment that a gate or a trend has named; may be repeated
              --min-samples N      samples that a segment needs to be judged, 200 unless set
              --format FORM        text (unless set), markdown or json

            Exit codes: 0 nothing takes longer than it should, 1 there are findings, 2 cannot judge.
            """;

    private TriageCommand() {}

    /**
     * Runs the command and ends the process.
     *
     * @param args its options
     */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        return CommandLine.run(args, HELP, Set.of(), out, err, TriageCommand::examine);
    }

    private static int examine(CommandLine line, PrintStream out) {
        LatencyTriage.Builder triage = LatencyTriage.builder();
        if (line.has("--baseline")) {
            triage.baseline(LatencySnapshot.join(line.snapshots("--baseline")));
        }
        line.number("--min-samples").ifPresent(samples -> triage.minimumSamples(samples.intValue()));
        List<Segment> suspects = line.all("--suspect").stream().map(Segment::of).toList();
        TriageReport report = triage.build().examine(line.snapshots("--now"), facts(line), suspects);
        out.print(line.format(report.toText(), report.toMarkdown(), report.toJson()));
        return switch (report.verdict()) {
            case CLEAR -> 0;
            case FOUND -> 1;
            case CANNOT_JUDGE -> CommandLine.CANNOT;
        };
    }

    private static TriageFacts facts(CommandLine line) {
        TriageFacts facts = TriageFacts.none();
        for (String file : line.all("--facts")) {
            facts = facts.and(TriageFacts.parse(file, read(file)));
        }
        for (String fact : line.all("--fact")) {
            int equals = fact.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("--fact must be KEY=VALUE, was " + fact);
            }
            facts = facts.with(fact.substring(0, equals), fact.substring(equals + 1));
        }
        return facts;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            throw new LatencyFileException(file + " cannot be read: " + unreadable, unreadable);
        }
    }
}

package io.mangaassist.operate;

import io.mangaassist.core.Segment;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Set;

/** The command line of {@link LatencyGate}; {@code --help} tells its options and exit codes. */
public final class GateCommand {

    static final String HELP = """
            Compares the medians of all segments before and after a change.

            java -cp ... io.mangaassist.operate.GateCommand --before FILE --after FILE [option]...

              --before FILE        latencies before the change; may be repeated
              --after FILE         latencies after the change; may be repeated
              --threshold-ms N     the rise of a median that fails, 10 unless set
              --confidence SHARE   how sure the rise must be, 0.95 unless set
              --mandatory SEGMENT  a segment that decides; all others are then advisory; may be repeated
              --advisory SEGMENT   a segment that does not decide; may be repeated
              --hours-apart N      hours of the day that windows may lie apart, 1 unless set
              --any-hour           compare all windows, whatever their hours
              --zone ZONE          where the weekend is looked up, UTC unless set
              --seed N             seed of the bootstrap, 1 unless set
              --format FORM        text (unless set), markdown or json

            Exit codes: 0 pass, 1 fail: roll back, 2 cannot judge.
            """;

    private GateCommand() {}

    /**
     * Runs the command and ends the process.
     *
     * @param args its options
     */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        return CommandLine.run(args, HELP, Set.of("--any-hour"), out, err, GateCommand::judge);
    }

    private static int judge(CommandLine line, PrintStream out) {
        LatencyGate.Builder gate = LatencyGate.builder();
        line.number("--threshold-ms").ifPresent(ms -> gate.threshold(Duration.ofNanos((long) (ms * 1e6))));
        line.number("--confidence").ifPresent(gate::confidence);
        line.all("--mandatory").forEach(name -> gate.mandatory(Segment.of(name)));
        line.all("--advisory").forEach(name -> gate.advisory(Segment.of(name)));
        line.number("--hours-apart").ifPresent(hours -> gate.hoursApart(hours.intValue()));
        if (line.has("--any-hour")) {
            gate.anyHour();
        }
        line.zone().ifPresent(gate::zone);
        line.number("--seed").ifPresent(seed -> gate.seed(seed.longValue()));
        GateReport report = gate.build().judge(line.snapshots("--before"), line.snapshots("--after"));
        out.print(line.format(report.toText(), report.toMarkdown(), report.toJson()));
        return report.verdict().exitCode();
    }
}

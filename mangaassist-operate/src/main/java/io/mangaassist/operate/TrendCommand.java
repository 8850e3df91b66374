package io.mangaassist.operate;

import java.io.PrintStream;
import java.util.Set;

/** The command line of {@link LatencyTrend}; {@code --help} tells its options and exit codes. */
public final class TrendCommand {

    static final String HELP = """
            Finds segments that get slower day by day.

            java -cp ... io.mangaassist.operate.TrendCommand --history FILE [option]...

              --history FILE       latencies of some weeks; may be repeated
              --percentile P       which percentile is followed, 95 unless set
              --min-days N         days that a segment needs, 14 unless set
              --min-samples N      samples that a day needs to count, 200 unless set
              --confidence SHARE   how sure a drift must be, 0.99 unless set
              --zone ZONE          where a day begins, UTC unless set
              --format FORM        text (unless set), markdown or json

            Exit codes: 0 steady, 1 drift, 2 cannot judge.
            """;

    private TrendCommand() {}

    /**
     * Runs the command and ends the process.
     *
     * @param args its options
     */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        return CommandLine.run(args, HELP, Set.of(), out, err, TrendCommand::examine);
    }

    private static int examine(CommandLine line, PrintStream out) {
        LatencyTrend.Builder trend = LatencyTrend.builder();
        line.number("--percentile").ifPresent(trend::percentile);
        line.number("--min-days").ifPresent(days -> trend.minimumDays(days.intValue()));
        line.number("--min-samples").ifPresent(samples -> trend.minimumSamples(samples.intValue()));
        line.number("--confidence").ifPresent(trend::confidence);
        line.zone().ifPresent(trend::zone);
        TrendReport report = trend.build().examine(line.snapshots("--history"));
        out.print(line.format(report.toText(), report.toMarkdown(), report.toJson()));
        return report.verdict().exitCode();
    }
}

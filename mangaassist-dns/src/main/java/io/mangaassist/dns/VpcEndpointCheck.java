package io.mangaassist.dns;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The command line of {@link VpcEndpointHealthChecker}, for a pipeline after every change of the network. Exits with 0 if
 * every endpoint leads where it should, 1 if one does not, 2 if the call or a file is wrong.
 */
public final class VpcEndpointCheck {

    private static final int HEALTHY = 0;
    private static final int NOT_HEALTHY = 1;
    private static final int WRONG_CALL = 2;

    private VpcEndpointCheck() {}

    /**
     * Runs the check and ends the process.
     *
     * @param arguments {@code --help} lists them
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.print(CheckArguments.USAGE);
            return HEALTHY;
        }
        try {
            CheckArguments call = CheckArguments.parse(arguments);
            EndpointReport report = call.checker().build().check();
            out.println(call.json() ? report.json() : report.table().stripTrailing());
            boolean same = compare(call, report, err);
            return report.isHealthy() && same ? HEALTHY : NOT_HEALTHY;
        } catch (IllegalArgumentException | IOException wrong) {
            err.println(wrong.getMessage());
            return WRONG_CALL;
        }
    }

    /** Tells differences from the last run, and keeps this one for the next if all is well. */
    private static boolean compare(CheckArguments call, EndpointReport report, PrintStream err) throws IOException {
        Path baseline = call.baseline();
        if (baseline == null) {
            return true;
        }
        List<String> differences = RouteBaseline.differences(baseline, report);
        differences.forEach(difference -> err.println("Route changed: " + difference));
        if (call.updateBaseline() || (differences.isEmpty() && report.isHealthy())) {
            RouteBaseline.write(baseline, report);
        }
        return differences.isEmpty() || call.updateBaseline();
    }
}

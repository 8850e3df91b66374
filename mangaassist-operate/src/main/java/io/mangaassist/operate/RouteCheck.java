package io.mangaassist.operate;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a Terraform plan changes no route that was not announced: routes, route tables and their associations,
 * NAT gateways and gateway endpoints, planned or changed outside Terraform, and against a list of expected routes. An
 * unannounced default route is how scenario 3 began.
 *
 * <pre>{@code
 * terraform plan -out=step.tfplan && terraform show -json step.tfplan > plan.json
 * java -cp ... io.mangaassist.operate.RouteCheck --plan plan.json --expected routes.json --announced step.json
 * }</pre>
 *
 * <p>Exit codes: 0 pass, 1 fail, 2 cannot judge (also for wrong arguments). Immutable; {@link #run()} reads the files
 * anew each time, blocks while it does, and never throws for what it finds in them.
 */
public final class RouteCheck {

    static final String HELP = """
            Checks that a Terraform plan changes no route that was not announced.

            java -cp ... io.mangaassist.operate.RouteCheck --plan FILE [--expected FILE] [--announced FILE]

              --plan FILE       output of: terraform show -json PLAN
              --expected FILE   routes that must be there when the plan has been applied
              --announced FILE  changes of routes that are meant

            Exit codes: 0 nothing but what was announced, 1 something else, 2 cannot judge.
            """;

    private final Path plan;
    private final @Nullable Path expected;
    private final @Nullable Path announced;

    private RouteCheck(Builder builder) {
        this.plan = builder.plan;
        this.expected = builder.expected;
        this.announced = builder.announced;
    }

    /**
     * Returns a builder.
     *
     * @param plan the output of {@code terraform show -json} for a plan, format version 0.x or 1.x
     * @return the builder
     */
    public static Builder builder(Path plan) {
        return new Builder(plan);
    }

    /**
     * Reads the files and judges.
     *
     * @return the verdict and the diff
     */
    public RouteReport run() {
        try {
            return RouteReport.of(
                    RoutePlan.read(plan),
                    announced == null ? RouteAnnouncements.NONE : RouteAnnouncements.read(announced),
                    expected == null ? RouteExpectations.NONE : RouteExpectations.read(expected));
        } catch (RouteInputException e) {
            return RouteReport.cannotJudge(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Runs the check as a command and ends the JVM with its exit code.
     *
     * @param args {@code --plan FILE [--expected FILE] [--announced FILE]}
     */
    public static void main(String[] args) {
        System.exit(command(args, System.out, System.err));
    }

    static int command(String[] args, PrintStream out, PrintStream err) {
        return CommandLine.run(args, HELP, Set.of(), out, err, (line, to) -> check(line, to, err));
    }

    private static int check(CommandLine line, PrintStream out, PrintStream err) {
        String file = line.once("--plan")
                .orElseThrow(() -> new IllegalArgumentException("--plan is needed; --help shows how"));
        Builder builder = builder(Path.of(file));
        line.once("--expected").map(Path::of).ifPresent(builder::expected);
        line.once("--announced").map(Path::of).ifPresent(builder::announced);
        RouteReport report = builder.build().run();
        (report.verdict() == RouteReport.Verdict.CANNOT_JUDGE ? err : out).print(report.text());
        return report.verdict().exitCode();
    }

    @Override
    public String toString() {
        return "RouteCheck{plan=" + plan + ", expected=" + expected + ", announced=" + announced + "}";
    }

    /** Settings of a {@link RouteCheck}. Not thread-safe. */
    public static final class Builder {

        private final Path plan;
        private @Nullable Path expected;
        private @Nullable Path announced;

        private Builder(Path plan) {
            this.plan = plan;
        }

        /**
         * Compares with the routes that must be there in the end; every default route must be listed.
         *
         * @param file {@code {"version": 1, "routes": [{"table": ..., "destination": ..., "target": ...}]}}
         * @return this builder
         */
        public Builder expected(Path file) {
            this.expected = file;
            return this;
        }

        /**
         * Lets the changes pass that were announced; without it none may be there.
         *
         * @param file {@code {"version": 1, "changes": [{"address": ..., "what": ..., "to": ..., "in": "plan"}]}}
         * @return this builder
         */
        public Builder announced(Path file) {
            this.announced = file;
            return this;
        }

        /**
         * Makes the check; the files are read by {@link RouteCheck#run()}.
         *
         * @return the check
         */
        public RouteCheck build() {
            return new RouteCheck(this);
        }
    }
}

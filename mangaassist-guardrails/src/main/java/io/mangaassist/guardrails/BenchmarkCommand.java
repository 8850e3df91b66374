package io.mangaassist.guardrails;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The gate's command line: {@value #USAGE}. */
final class BenchmarkCommand {

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final double CHANGED = 0.05;
    private static final Set<String> OPTIONS = Set.of("--json", "--baseline", "--p95-budget-ms", "--java-regex");
    private static final String USAGE =
            "POLICY.json [--json FILE] [--baseline FILE] [--p95-budget-ms N] [--java-regex PATTERN]"
                    + " [--remote-guardrail ID [--remote-version V] [--region R] [--endpoint URL] [--calls-per-second N]"
                    + " [--rounds N] [--remote-p95-budget-ms N]]";

    private BenchmarkCommand() {}

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        Map<String, String> options = new LinkedHashMap<>();
        try {
            String policy = read(arguments, options);
            return measure(GuardPolicy.load(Path.of(policy)), options, out);
        } catch (PolicyException e) {
            err.println(e.getMessage());
            return FAILED;
        } catch (IllegalArgumentException | IOException e) {
            err.println(e.getMessage());
            err.println("usage: " + USAGE);
            return MISUSED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static String read(String[] arguments, Map<String, String> options) {
        String policy = null;
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (!argument.startsWith("--")) {
                policy = argument;
            } else if (!OPTIONS.contains(argument) && !BedrockLoadCommand.OPTIONS.contains(argument)) {
                throw new IllegalArgumentException("unknown option " + argument);
            } else if (++i == arguments.length) {
                throw new IllegalArgumentException(argument + " needs a value");
            } else {
                options.put(argument, arguments[i]);
            }
        }
        if (policy == null) {
            throw new IllegalArgumentException("no policy file given");
        }
        return policy;
    }

    private static int measure(GuardPolicy policy, Map<String, String> options, PrintStream out)
            throws IOException, InterruptedException {
        long budget = Long.parseLong(options.getOrDefault("--p95-budget-ms", "50"));
        PolicyBenchmarkReport report = PolicyBenchmark.run(policy, Duration.ofMillis(budget));
        Map<String, Double> figures = BenchmarkJson.figures(report);
        List<String> failures = new ArrayList<>(report.failures());
        out.print(report.table());
        report.lint()
                .advice()
                .forEach(a -> out.println("line " + a.line() + ": rule '" + a.rule() + "': " + a.remark()));
        String regex = options.get("--java-regex");
        if (regex != null) {
            javaRegex(regex, out).ifPresent(failures::add);
        }
        if (options.containsKey(BedrockLoadCommand.GUARDRAIL)) {
            RemoteLoadReport remote = BedrockLoadCommand.run(options);
            out.print(remote.table());
            figures.putAll(remote.figures());
            failures.addAll(remote.failures());
        }
        if (options.containsKey("--baseline")) {
            difference(BenchmarkJson.read(Files.readString(Path.of(options.get("--baseline")))), figures, out);
        }
        if (options.containsKey("--json")) {
            Files.writeString(
                    Path.of(options.get("--json")), BenchmarkJson.write(report.policyVersion(), figures, failures));
        }
        failures.forEach(failure -> out.println("FAILED: " + failure));
        return failures.isEmpty() ? PASSED : FAILED;
    }

    private static Optional<String> javaRegex(String regex, PrintStream out) {
        String text = BenchmarkTexts.tokens(BenchmarkTexts.Kind.JAPANESE, List.of(), 200)
                .replace("。", "");
        Growth growth = PolicyBenchmark.javaRegex(regex, text);
        out.println(growth);
        return growth.exponent() > PolicyBenchmark.MOST_GROWTH
                ? Optional.of(growth + ", at most " + PolicyBenchmark.MOST_GROWTH)
                : Optional.empty();
    }

    private static void difference(Map<String, Double> baseline, Map<String, Double> figures, PrintStream out) {
        figures.forEach((name, now) -> {
            Double before = baseline.get(name);
            if (before == null) {
                out.printf(Locale.ROOT, "new      %-40s %.2f%n", name, now);
            } else if (Math.abs(now - before) > CHANGED * Math.max(1, Math.abs(before))) {
                out.printf(Locale.ROOT, "changed  %-40s %.2f -> %.2f%n", name, before, now);
            }
        });
        baseline.keySet().stream()
                .filter(name -> !figures.containsKey(name))
                .forEach(name -> out.println("gone     " + name));
    }
}

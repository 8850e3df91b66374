package io.mangaassist.guardrails;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The gate's command line: {@code POLICY [--json FILE] [--baseline FILE] [--p95-budget-ms N] [--java-regex PATTERN]}. */
final class BenchmarkCommand {

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final double CHANGED = 0.05;
    private static final String USAGE =
            "usage: POLICY.json [--json FILE] [--baseline FILE] [--p95-budget-ms N] [--java-regex PATTERN]";

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
            err.println(USAGE);
            return MISUSED;
        }
    }

    private static String read(String[] arguments, Map<String, String> options) {
        String policy = null;
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (!argument.startsWith("--")) {
                policy = argument;
            } else if (!List.of("--json", "--baseline", "--p95-budget-ms", "--java-regex")
                    .contains(argument)) {
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

    private static int measure(GuardPolicy policy, Map<String, String> options, PrintStream out) throws IOException {
        long budget = Long.parseLong(options.getOrDefault("--p95-budget-ms", "50"));
        PolicyBenchmarkReport report = PolicyBenchmark.run(policy, Duration.ofMillis(budget));
        out.print(report.table());
        boolean regexFails = false;
        String regex = options.get("--java-regex");
        if (regex != null) {
            String text = BenchmarkTexts.tokens(BenchmarkTexts.Kind.JAPANESE, List.of(), 200)
                    .replace("。", "");
            Growth growth = PolicyBenchmark.javaRegex(regex, text);
            out.println(growth);
            regexFails = growth.exponent() > PolicyBenchmark.MOST_GROWTH;
        }
        report.lint()
                .advice()
                .forEach(a -> out.println("line " + a.line() + ": rule '" + a.rule() + "': " + a.remark()));
        if (options.containsKey("--baseline")) {
            difference(BenchmarkJson.read(Files.readString(Path.of(options.get("--baseline")))), report, out);
        }
        if (options.containsKey("--json")) {
            Files.writeString(Path.of(options.get("--json")), BenchmarkJson.write(report));
        }
        report.failures().forEach(failure -> out.println("FAILED: " + failure));
        return report.failures().isEmpty() && !regexFails ? PASSED : FAILED;
    }

    private static void difference(Map<String, Double> baseline, PolicyBenchmarkReport report, PrintStream out) {
        BenchmarkJson.figures(report).forEach((name, now) -> {
            Double before = baseline.get(name);
            if (before == null) {
                out.printf(Locale.ROOT, "new      %-40s %.2f%n", name, now);
            } else if (Math.abs(now - before) > CHANGED * Math.max(1, Math.abs(before))) {
                out.printf(Locale.ROOT, "changed  %-40s %.2f -> %.2f%n", name, before, now);
            }
        });
        baseline.keySet().stream()
                .filter(name -> !BenchmarkJson.figures(report).containsKey(name))
                .forEach(name -> out.println("gone     " + name));
    }
}

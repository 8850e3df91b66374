package io.mangaassist.operate;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command line of {@link RouteCheck}: a check to run, or else a message and an exit code. */
record RouteArguments(@Nullable RouteCheck check, String message, int exitCode) {

    private static final Set<String> FILES = Set.of("--plan", "--expected", "--announced");

    private static final String USAGE = """
            Usage: check-routes --plan FILE [--expected FILE] [--announced FILE]
              --plan FILE       output of: terraform show -json PLAN
              --expected FILE   routes that must be there when the plan has been applied
              --announced FILE  changes of routes that are meant
            Exit: 0 nothing but what was announced, 1 something else, 2 cannot judge
            """;

    static RouteArguments parse(String[] args) {
        Map<String, Path> files = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (args[i].equals("--help") || args[i].equals("-h")) {
                return new RouteArguments(null, USAGE, 0);
            }
            if (!FILES.contains(args[i])) {
                return wrong("unknown argument " + args[i]);
            }
            if (i + 1 == args.length) {
                return wrong(args[i] + " needs a file");
            }
            if (files.put(args[i], Path.of(args[i + 1])) != null) {
                return wrong(args[i] + " was given twice");
            }
        }
        return of(files);
    }

    private static RouteArguments of(Map<String, Path> files) {
        Path plan = files.get("--plan");
        if (plan == null) {
            return wrong("--plan is missing");
        }
        RouteCheck.Builder builder = RouteCheck.builder(plan);
        Path expected = files.get("--expected");
        if (expected != null) {
            builder.expected(expected);
        }
        Path announced = files.get("--announced");
        if (announced != null) {
            builder.announced(announced);
        }
        return new RouteArguments(builder.build(), "", 0);
    }

    private static RouteArguments wrong(String reason) {
        return new RouteArguments(null, "check-routes: " + reason + "\n" + USAGE, 2);
    }
}

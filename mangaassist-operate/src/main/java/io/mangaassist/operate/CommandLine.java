package io.mangaassist.operate;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands behind a command: {@code --option value}, options may be repeated, switches have no value. */
final class CommandLine {

    /** The exit code of a command that could not do its work: to a pipeline, "cannot judge". */
    static final int CANNOT = 2;

    private final Map<String, List<String>> options = new LinkedHashMap<>();

    private CommandLine() {}

    /** What a command does. */
    interface Work {
        int run(CommandLine line, PrintStream out);
    }

    /** Runs a command: help to {@code out}, what is wrong in one line to {@code err}. */
    static int run(String[] args, String help, Set<String> switches, PrintStream out, PrintStream err, Work work) {
        if (List.of(args).contains("--help")) {
            out.print(help);
            return 0;
        }
        try {
            return work.run(parse(args, help, switches), out);
        } catch (IllegalArgumentException | LatencyFileException wrong) {
            err.println(wrong.getMessage());
            return CANNOT;
        }
    }

    /** Known options are those that the help names. */
    private static CommandLine parse(String[] args, String help, Set<String> switches) {
        CommandLine line = new CommandLine();
        for (int i = 0; i < args.length; i++) {
            String option = args[i];
            if (!option.startsWith("--") || !help.contains("  " + option + " ")) {
                throw new IllegalArgumentException("'" + option + "' is no option; --help shows them");
            }
            List<String> values = line.options.computeIfAbsent(option, fresh -> new ArrayList<>());
            if (!switches.contains(option)) {
                if (++i == args.length) {
                    throw new IllegalArgumentException(option + " needs a value");
                }
                values.add(args[i]);
            }
        }
        return line;
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    List<String> all(String option) {
        return options.getOrDefault(option, List.of());
    }

    Optional<String> last(String option) {
        List<String> values = all(option);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** Returns the value of an option that may be given once. */
    Optional<String> once(String option) {
        if (all(option).size() > 1) {
            throw new IllegalArgumentException(option + " was given twice");
        }
        return last(option);
    }

    Optional<Double> number(String option) {
        return last(option).map(text -> {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException none) {
                throw new IllegalArgumentException(option + " must be a number, was " + text, none);
            }
        });
    }

    Optional<ZoneId> zone() {
        return last("--zone").map(text -> {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException none) {
                throw new IllegalArgumentException("--zone must be a zone such as Asia/Tokyo, was " + text, none);
            }
        });
    }

    /** Reads all files of an option, of which there must be one. */
    List<LatencySnapshot> snapshots(String option) {
        if (all(option).isEmpty()) {
            throw new IllegalArgumentException(option + " is needed; --help shows how");
        }
        List<LatencySnapshot> snapshots = new ArrayList<>();
        all(option).forEach(file -> snapshots.addAll(LatencyFile.read(Path.of(file))));
        if (snapshots.isEmpty()) {
            throw new IllegalArgumentException(String.join(", ", all(option)) + " holds no windows");
        }
        return snapshots;
    }

    /** Chooses one of three forms by {@code --format}. */
    String format(String text, String markdown, String json) {
        return switch (last("--format").orElse("text")) {
            case "text" -> text;
            case "markdown" -> markdown;
            case "json" -> json;
            default ->
                throw new IllegalArgumentException("--format must be text, markdown or json, was "
                        + last("--format").orElse(""));
        };
    }
}

package io.mangaassist.pool;

import io.mangaassist.pool.FleetPlan.Model;
import io.mangaassist.pool.FleetPlan.Queueing;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The planner as a command: {@code java -cp ... io.mangaassist.pool.PlannerCommand --rps 2200 --hits 0.05 --tasks 8 --pool
 * 10}. Prints what would happen with the queue of the incident and with this library's ladder.
 */
public final class PlannerCommand {

    private static final String HELP = """
            Plays a fleet on paper and says what it needs.

              --rps N            requests a second of all tasks (2200)
              --hits SHARE       part answered by the cache (0.05)
              --tasks N          tasks (8)
              --pool N           primary's permits in each task (10)
              --hold MS          primary's mean answer time (500)
              --quota N          primary's requests a minute, 0 for none (0)
              --fallback-pool N  fallback's permits in each task, 0 for no fallback (73)
              --fallback-hold MS fallback's mean answer time (200)
              --seconds N        how long customers come (60)
              --seed N           of all chance (1)
              --json             one JSON object for each queueing instead of tables
              --help             this text
            """;

    private static final Map<String, String> DEFAULTS = Map.of(
            "--rps", "2200",
            "--hits", "0.05",
            "--tasks", "8",
            "--pool", "10",
            "--hold", "500",
            "--quota", "0",
            "--fallback-pool", "73",
            "--fallback-hold", "200",
            "--seconds", "60",
            "--seed", "1");

    private PlannerCommand() {}

    /**
     * Runs the command and ends the JVM: 0 if it could, 2 if the arguments are wrong.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        Map<String, String> options = new HashMap<>(DEFAULTS);
        boolean json = false;
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (name.equals("--help")) {
                out.print(HELP);
                return 0;
            } else if (name.equals("--json")) {
                json = true;
            } else if (!DEFAULTS.containsKey(name) || i + 1 == arguments.length) {
                err.println((DEFAULTS.containsKey(name) ? "No value for " : "Unknown option ") + name + "; see --help");
                return 2;
            } else {
                options.put(name, arguments[++i]);
            }
        }
        try {
            print(plan(options), json, out);
            return 0;
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            return 2;
        }
    }

    private static FleetPlan plan(Map<String, String> options) {
        FleetPlan plan = FleetPlan.peak(number(options, "--rps"))
                .hitRate(number(options, "--hits"))
                .tasks(whole(options, "--tasks"))
                .seconds(whole(options, "--seconds"))
                .seed(whole(options, "--seed"))
                .primary(model(options, "--hold", 0.5, whole(options, "--pool"))
                        .requestQuota(number(options, "--quota")));
        int below = whole(options, "--fallback-pool");
        return below == 0 ? plan : plan.fallback(model(options, "--fallback-hold", 0.4, below));
    }

    private static Model model(Map<String, String> options, String hold, double variation, int permits) {
        return Model.of(Duration.ofMillis(whole(options, hold)), variation, permits);
    }

    private static void print(FleetPlan plan, boolean json, PrintStream out) {
        for (Queueing queueing : new Queueing[] {Queueing.INCIDENT, Queueing.LADDER}) {
            Forecast forecast = plan.queueing(queueing).simulate();
            if (json) {
                out.println("{\"queueing\":\"" + queueing + "\","
                        + forecast.toJson().substring(1));
            } else {
                out.println(queueing == Queueing.INCIDENT ? "As in the incident" : "With the ladder");
                out.println(forecast.toTable());
            }
        }
    }

    private static int whole(Map<String, String> options, String name) {
        double number = number(options, name);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " must be a whole number, was " + options.get(name));
        }
        return (int) number;
    }

    private static double number(Map<String, String> options, String name) {
        String text = String.valueOf(options.get(name));
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(name + " must be a number, was '" + text + "'", wrong);
        }
    }
}

package io.mangaassist.benchmarks.pool;

import io.mangaassist.pool.FleetPlan;
import io.mangaassist.pool.FleetPlan.Model;
import io.mangaassist.pool.FleetPlan.Queueing;
import io.mangaassist.pool.Forecast;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The sale of the runbook for one task of eight, against one simulated service: 261 requests a second that miss the cache
 * on 10 permits (thirteen times what they carry), or a burst of 1.8 times for ten seconds on 196. All contenders get the
 * same arrivals in turn. The planner's forecast for the same task is printed beside them.
 */
public final class SaleRun {

    private static final double RATE = 2_200 * 0.95 / 8;
    private static final int HAIKU = 73;
    private static final double WARM = 5;

    private SaleRun() {}

    /**
     * Prints a line for each contender.
     *
     * @param arguments "sale" or "burst"; seconds measured; then contenders, all if none
     * @throws IOException if the simulator does not start
     */
    public static void main(String[] arguments) throws IOException {
        boolean sale = arguments[0].equals("sale");
        double seconds = Double.parseDouble(arguments[1]);
        int permits = sale ? 10 : 196;
        List<String> names = arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : Contenders.NAMES;
        System.out.println("| | arrivals | within 2 s | by Sonnet within 2 s | by Haiku | errors | p50 | p99"
                + " | Sonnet's permits busy |\n|---|---|---|---|---|---|---|---|---|");
        for (String name : names) {
            run(name, sale, seconds, permits);
        }
        if (sale) {
            forecast("planner: incident", seconds, Queueing.INCIDENT);
            forecast("planner: ladder", seconds, Queueing.LADDER);
        }
        System.exit(0);
    }

    private static void run(String name, boolean sale, double seconds, int permits) throws IOException {
        try (SimulatedService service = SimulatedService.sale(1);
                Contender contender = Contenders.of(name, service.endpoint(), permits, HAIKU)) {
            OpenLoop warm = new OpenLoop(1, new double[] {RATE}, new double[] {WARM});
            OpenLoop load = sale
                    ? new OpenLoop(2, new double[] {RATE}, new double[] {seconds})
                    : new OpenLoop(2, new double[] {RATE, RATE * 1.8, RATE}, new double[] {2, 10, seconds - 12});
            warm.run(contender, () -> {});
            double before = contender.sonnet().busySeconds();
            long start = System.nanoTime();
            double[] busy = new double[1];
            load.run(
                    contender,
                    () -> busy[0] = (contender.sonnet().busySeconds() - before)
                            / (permits * (System.nanoTime() - start) / 1e9));
            print(name, load, 100 * busy[0]);
        }
    }

    private static void print(String name, OpenLoop load, double busy) {
        OpenLoop.Result r = load.result();
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %.2f %% | %.2f %% | %.1f %% | %d%s | %.3f s | %.3f s | %.1f %% |%n",
                name,
                r.arrivals(),
                r.goodput(),
                r.sonnetInTime(),
                r.haiku(),
                r.errors(),
                r.unanswered() == 0 ? "" : " + " + r.unanswered() + " never",
                r.p50(),
                r.p99(),
                busy);
        load.failures().forEach((message, times) -> System.err.println(name + ": " + times + " x " + message));
    }

    private static void forecast(String name, double seconds, Queueing queueing) {
        Forecast forecast = FleetPlan.peak(2_200 / 8.0)
                .hitRate(0.05)
                .tasks(1)
                .seconds((int) seconds)
                .primary(Model.of(Duration.ofMillis(500), 0.5, 10))
                .fallback(Model.of(Duration.ofMillis(200), 0.4, HAIKU))
                .queueing(queueing)
                .simulate();
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %.2f %% | %.2f %% answered | %.1f %% | %.0f | %.3f s | %.3f s | %.1f %% |%n",
                name,
                forecast.answers().count(),
                100 * forecast.answers().goodput(),
                100 * forecast.answers().primary(),
                100 * forecast.answers().fallback(),
                forecast.answers().failed() * forecast.answers().count(),
                forecast.latency().p50(),
                forecast.latency().p99(),
                100 * forecast.primaryBusy());
    }
}

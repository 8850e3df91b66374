package io.mangaassist.pool;

import io.mangaassist.pool.FleetPlan.Model;
import io.mangaassist.pool.FleetPlan.Queueing;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Plays a {@link FleetPlan}: a heap of events, each at its second; equal seconds in the order they were made. Time, chance
 * and everything else is inside, so a run depends on the plan alone.
 */
final class FleetSimulation {

    /** What a refusal costs: one round trip. */
    private static final double REFUSAL_SECONDS = 0.02;
    /** How long this library lets a request wait where nothing stands below. */
    private static final double LONGEST_WAIT = 0.5;

    private static final int QUEUE = 20;
    private static final double INCIDENT_WAIT = 5;
    private static final int INCIDENT_QUEUE = 10_000;

    private final FleetPlan plan;
    private final List<Model> models = new ArrayList<>();
    private final SimulatedPool[][] pools;
    private final SimulatedQuota[] quotas;
    private final SplittableRandom random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final ForecastTally tally;
    private long made;
    private double now;

    FleetSimulation(FleetPlan plan) {
        this.plan = plan;
        models.add(plan.primary());
        plan.fallback().ifPresent(models::add);
        this.random = new SplittableRandom(plan.load().seed());
        this.tally = new ForecastTally(models.size());
        this.quotas = models.stream().map(SimulatedQuota::new).toArray(SimulatedQuota[]::new);
        this.pools = new SimulatedPool[plan.load().tasks()][];
        for (int task = 0; task < pools.length; task++) {
            pools[task] = models.stream().map(SimulatedPool::new).toArray(SimulatedPool[]::new);
        }
    }

    Forecast run() {
        arriveLater();
        for (Event event = events.poll(); event != null; event = events.poll()) {
            now = event.at;
            event.action.run();
        }
        double busySeconds = (double) plan.load().seconds()
                * plan.load().tasks()
                * plan.primary().permits();
        return tally.forecast(plan, busySeconds);
    }

    /** Requests that the cache answers never come here. */
    private void arriveLater() {
        double rate = plan.load().rps() * (1 - plan.load().hitRate());
        double next = now - Math.log(1 - random.nextDouble()) / rate;
        if (next < plan.load().seconds()) {
            at(next, () -> {
                Request request = new Request(now, random.nextInt(pools.length));
                offer(request, 0);
                arriveLater();
            });
        }
    }

    private void offer(Request request, int rung) {
        if (rung >= models.size()) {
            tally.unanswered(now - request.arrived, plan.queueing() == Queueing.INCIDENT);
            return;
        }
        SimulatedPool pool = pools[request.task][rung];
        if (pool.hasFree()) {
            start(request, rung);
        } else if (mayQueue(pool, rung)) {
            queue(request, rung, pool);
        } else {
            offer(request, rung + 1);
        }
    }

    private boolean mayQueue(SimulatedPool pool, int rung) {
        if (plan.queueing() == Queueing.INCIDENT) {
            return pool.waiting() < INCIDENT_QUEUE;
        }
        boolean last = rung + 1 == models.size();
        int most = last ? Math.max(QUEUE, models.get(rung).permits()) : QUEUE;
        return pool.waiting() < most && pool.predictedWait() <= ceiling(rung);
    }

    private double ceiling(int rung) {
        return rung + 1 < models.size()
                ? Math.min(LONGEST_WAIT, SimulatedPool.seconds(models.get(rung + 1)))
                : LONGEST_WAIT;
    }

    private void queue(Request request, int rung, SimulatedPool pool) {
        pool.queue(request);
        double patience = plan.queueing() == Queueing.INCIDENT ? INCIDENT_WAIT : ceiling(rung);
        at(now + patience, () -> {
            if (pool.leave(request)) {
                offer(request, rung + 1);
            }
        });
    }

    private void start(Request request, int rung) {
        SimulatedPool pool = pools[request.task][rung];
        pool.take();
        if (!quotas[rung].take(now)) {
            tally.throttled();
            at(now + REFUSAL_SECONDS, () -> {
                release(request.task, rung);
                offer(request, rung + 1);
            });
            return;
        }
        double seconds = pool.answerSeconds(random);
        if (rung == 0) {
            tally.primaryBusy(Math.max(0, Math.min(now + seconds, plan.load().seconds()) - now));
        }
        at(now + seconds, () -> {
            tally.answered(rung, now - request.arrived);
            release(request.task, rung);
        });
    }

    private void release(int task, int rung) {
        Request next = pools[task][rung].release();
        if (next != null) {
            start(next, rung);
        }
    }

    private void at(double second, Runnable action) {
        events.add(new Event(second, made++, action));
    }

    /** One request that missed the cache. */
    static final class Request {

        final double arrived;
        final int task;

        @Nullable
        SimulatedPool waitsIn;

        Request(double arrived, int task) {
            this.arrived = arrived;
            this.task = task;
        }
    }

    private record Event(double at, long number, Runnable action) implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            int byTime = Double.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}

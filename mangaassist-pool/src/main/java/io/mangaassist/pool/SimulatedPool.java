package io.mangaassist.pool;

import io.mangaassist.pool.FleetPlan.Model;
import io.mangaassist.pool.FleetSimulation.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The permits of one task for one model, on paper. */
final class SimulatedPool {

    private final Model model;
    private final double mu;
    private final double sigma;
    /** Requests that left stay in it until they are met. */
    private final Deque<Request> queue = new ArrayDeque<>();

    private int waiting;
    private int active;

    SimulatedPool(Model model) {
        this.model = model;
        // a lognormal of this mean and variation
        this.sigma = Math.sqrt(Math.log(1 + model.variation() * model.variation()));
        this.mu = Math.log(seconds(model)) - sigma * sigma / 2;
    }

    static double seconds(Model model) {
        return model.mean().toNanos() / 1e9;
    }

    boolean hasFree() {
        return active < model.permits() && waiting == 0;
    }

    int waiting() {
        return waiting;
    }

    double predictedWait() {
        return (waiting + 1) * seconds(model) / model.permits();
    }

    double answerSeconds(SplittableRandom random) {
        return Math.exp(mu + sigma * random.nextGaussian());
    }

    void take() {
        active++;
    }

    void queue(Request request) {
        request.waitsIn = this;
        queue.add(request);
        waiting++;
    }

    /** Returns false if the request does not wait here any more. */
    boolean leave(Request request) {
        if (request.waitsIn != this) {
            return false;
        }
        request.waitsIn = null;
        waiting--;
        return true;
    }

    /** Gives a permit back and returns the request that gets it next. */
    @Nullable
    Request release() {
        active--;
        for (Request next = queue.poll(); next != null; next = queue.poll()) {
            if (leave(next)) {
                return next;
            }
        }
        return null;
    }
}

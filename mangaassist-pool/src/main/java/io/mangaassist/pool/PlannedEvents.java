package io.mangaassist.pool;

import io.mangaassist.core.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Known events, as sales and new volumes, for which a pool grows beforehand: in equal steps over the lead, so that each
 * step shows whether the account's quota bears it, full before the event begins, back at once after it. In the last
 * minutes before an event the pool keeps its connections warm. Immutable; overlapping events do not add up, the largest
 * counts.
 *
 * <pre>{@code
 * PlannedEvents sales = PlannedEvents.none()
 *         .event("one-piece-120", Instant.parse("2026-12-04T03:00:00Z"), Duration.ofHours(3), 2);
 * }</pre>
 *
 * <p>The HTTP client under a rung must bear the grown number: {@link BedrockHttp} allows twice the permits it was given.
 */
public final class PlannedEvents {

    /** The runbook's "pre-scale 2 hours before known events". */
    public static final Duration LEAD = Duration.ofHours(2);

    private static final int STEPS = 4;
    private static final Duration WARM = Duration.ofMinutes(5);

    private final List<Event> events;

    private PlannedEvents(List<Event> events) {
        this.events = List.copyOf(events);
    }

    /**
     * Returns a plan without events.
     *
     * @return an empty plan
     */
    public static PlannedEvents none() {
        return new PlannedEvents(List.of());
    }

    /**
     * Adds an event.
     *
     * @param name for messages, not blank
     * @param start when customers come
     * @param length for how long, greater than zero
     * @param factor by how much the permits grow, 1 or more
     * @return a plan with the event
     */
    public PlannedEvents event(String name, Instant start, Duration length, double factor) {
        Checks.notBlank("name", name);
        Checks.positive("length", length);
        Checks.check(factor >= 1 && factor <= 100, "factor", "within 1..100", factor);
        List<Event> more = new ArrayList<>(events);
        more.add(new Event(name, start, length, factor));
        return new PlannedEvents(more);
    }

    /**
     * Returns by how much the permits are grown at a moment.
     *
     * @param now the moment
     * @return 1 outside of all events and their leads
     */
    public double factorAt(Instant now) {
        return events.stream().mapToDouble(event -> event.factorAt(now)).max().orElse(1);
    }

    /**
     * Tells whether connections are to be kept warm at a moment: within five minutes before an event.
     *
     * @param now the moment
     * @return true if an event is about to begin
     */
    public boolean isWarmUp(Instant now) {
        return events.stream().anyMatch(event -> now.isBefore(event.start) && !now.isBefore(event.start.minus(WARM)));
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    @Override
    public String toString() {
        return "PlannedEvents" + events;
    }

    private record Event(String name, Instant start, Duration length, double factor) {

        /** The last step is taken one step before the start. */
        double factorAt(Instant now) {
            Instant begin = start.minus(LEAD);
            if (now.isBefore(begin) || !now.isBefore(start.plus(length))) {
                return 1;
            }
            long step = Duration.between(begin, now).dividedBy(LEAD.dividedBy(STEPS)) + 1;
            return 1 + (factor - 1) * Math.min(step, STEPS) / STEPS;
        }
    }
}

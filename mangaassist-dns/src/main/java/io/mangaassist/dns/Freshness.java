package io.mangaassist.dns;

import io.mangaassist.core.Checks;
import io.mangaassist.core.LiveSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * How long answers count: as fresh, as better than none, as missing. Immutable: each method returns a changed copy.
 */
public final class Freshness {

    /** RFC 8767 keeps stale answers for one to three days, and checks a failed name again after 30 s. */
    private static final Freshness DEFAULTS = new Freshness(
            new Times(
                    LiveSetting.fixed("dns-min-ttl", Duration.ofSeconds(5)),
                    LiveSetting.fixed("dns-max-ttl", Duration.ofSeconds(60)),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30)),
            Duration.ofHours(24),
            List.of());

    private final Times times;
    private final Duration maxStale;
    private final List<Map.Entry<HostPattern, Duration>> maxStaleByPattern;

    private Freshness(Times times, Duration maxStale, List<Map.Entry<HostPattern, Duration>> maxStaleByPattern) {
        this.times = times;
        this.maxStale = maxStale;
        this.maxStaleByPattern = maxStaleByPattern;
    }

    private record Times(
            LiveSetting<Duration> minTtl,
            LiveSetting<Duration> maxTtl,
            Duration negativeTtl,
            Duration firstRetry,
            Duration lastRetry) {}

    /**
     * Returns the defaults: fresh for 5 to 60 s, served for 24 h, a failed first lookup remembered for 1 s, failed
     * refreshes repeated after 1 to 30 s.
     *
     * @return the one instance
     */
    public static Freshness defaults() {
        return DEFAULTS;
    }

    /**
     * Limits the time for which an answer counts as fresh. The record's own time-to-live counts in between. The upper
     * bound of 60 s is what the runbook asks for; the lower keeps a time-to-live of 0 from becoming a flood.
     *
     * @param min greater than zero
     * @param max not smaller than min
     * @return the changed copy
     */
    public Freshness ttl(Duration min, Duration max) {
        Checks.positive("minTtl", min);
        Checks.check(max.compareTo(min) >= 0, "maxTtl", ">= minTtl (" + min + ")", max);
        return ttl(LiveSetting.fixed("dns-min-ttl", min), LiveSetting.fixed("dns-max-ttl", max));
    }

    /**
     * Limits that time by settings that may change while the resolver runs; a change counts from the next answer of each
     * host on. If the lower limit is set above the upper one, the lower counts.
     *
     * @param min greater than zero, now and by the setting's own bounds
     * @param max greater than zero
     * @return the changed copy
     */
    public Freshness ttl(LiveSetting<Duration> min, LiveSetting<Duration> max) {
        Checks.positive("minTtl", min.get());
        Checks.positive("maxTtl", max.get());
        return with(new Times(min, max, times.negativeTtl, times.firstRetry, times.lastRetry));
    }

    /**
     * Limits the age at which the last known good answer is still served.
     *
     * @param limit greater than zero
     * @return the changed copy
     */
    public Freshness maxStale(Duration limit) {
        return new Freshness(times, Checks.positive("maxStale", limit), maxStaleByPattern);
    }

    /**
     * Limits that age for some hosts: minutes for a Redis primary, whose old address may be a replica by now.
     *
     * @param pattern a host name, or {@code *.} and a suffix; the most specific wins
     * @param limit greater than zero
     * @return the changed copy
     */
    public Freshness maxStale(String pattern, Duration limit) {
        List<Map.Entry<HostPattern, Duration>> more = new ArrayList<>(maxStaleByPattern);
        more.add(Map.entry(HostPattern.parse(pattern), Checks.positive("maxStale", limit)));
        more.sort(Comparator.comparingInt(entry -> -entry.getKey().specificity()));
        return new Freshness(times, maxStale, List.copyOf(more));
    }

    /**
     * Sets how long a failed first lookup is not repeated. A tenth of the JDK's time by default, because a lookup that
     * fails is more often an incident than a wrong name.
     *
     * @param time greater than zero
     * @return the changed copy
     */
    public Freshness negativeTtl(Duration time) {
        Checks.positive("negativeTtl", time);
        return with(new Times(times.minTtl, times.maxTtl, time, times.firstRetry, times.lastRetry));
    }

    /**
     * Sets the waits between refreshes that fail; they double from the first to the last and are spread by chance.
     *
     * @param first greater than zero
     * @param last not smaller than first
     * @return the changed copy
     */
    public Freshness retry(Duration first, Duration last) {
        Checks.positive("firstRetry", first);
        Checks.check(last.compareTo(first) >= 0, "lastRetry", ">= firstRetry (" + first + ")", last);
        return with(new Times(times.minTtl, times.maxTtl, times.negativeTtl, first, last));
    }

    private Freshness with(Times changed) {
        return new Freshness(changed, maxStale, maxStaleByPattern);
    }

    Duration maxStaleOf(String host) {
        for (Map.Entry<HostPattern, Duration> entry : maxStaleByPattern) {
            if (entry.getKey().matches(host)) {
                return entry.getValue();
            }
        }
        return maxStale;
    }

    RefreshTimes refreshTimes(DoubleSupplier chance) {
        return new RefreshTimes(
                times.minTtl, times.maxTtl, times.negativeTtl, times.firstRetry, times.lastRetry, chance);
    }

    @Override
    public String toString() {
        return "Freshness{" + times + ", maxStale=" + maxStale + ", " + maxStaleByPattern + "}";
    }
}

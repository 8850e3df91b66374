package io.mangaassist.dns;

import io.mangaassist.core.InstanceMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Every meter of one resolver, registered when it is built and removed when it is closed. */
final class DnsMeters implements AutoCloseable {

    /** The label of hosts that configuration does not name. */
    static final String OTHER = "other";

    private final InstanceMeters registered;
    private final Map<String, HostMeters> byLabel = new LinkedHashMap<>();
    private final HostMeters other;
    private final Counter[] rejected;
    private final Counter hedgesFired;
    private final Counter hedgesWon;
    private final Counter guardBlocked;

    DnsMeters(MeterRegistry registry, String name, AnswerPolicy policy) {
        this.registered = InstanceMeters.create(registry, "dns", name);
        for (PolicyRule rule : policy.rules()) {
            String label = rule.pattern().toString();
            byLabel.put(label, new HostMeters(label, this));
        }
        this.other = new HostMeters(OTHER, this);
        RejectReason[] reasons = RejectReason.values();
        this.rejected = new Counter[reasons.length];
        for (RejectReason reason : reasons) {
            rejected[reason.ordinal()] = counter(DnsMeter.ANSWERS_REJECTED, reason.tag());
        }
        this.hedgesFired = counter(DnsMeter.HEDGES, "fired");
        this.hedgesWon = counter(DnsMeter.HEDGES, "won");
        this.guardBlocked = counter(DnsMeter.GUARD_BLOCKED);
    }

    /** Returns the name that this resolver has on its registry. */
    String instance() {
        return registered.instance();
    }

    HostMeters host(@Nullable PolicyRule rule) {
        return rule == null ? other : byLabel.getOrDefault(rule.pattern().toString(), other);
    }

    Iterable<HostMeters> hosts() {
        return all().values();
    }

    private Map<String, HostMeters> all() {
        Map<String, HostMeters> all = new LinkedHashMap<>(byLabel);
        all.put(OTHER, other);
        return all;
    }

    long sum(ToLongFunction<HostMeters> count) {
        return all().values().stream().mapToLong(count).sum();
    }

    void rejected(RejectReason reason, int count) {
        if (count > 0) {
            rejected[reason.ordinal()].increment(count);
        }
    }

    long rejectedCount(RejectReason reason) {
        return (long) rejected[reason.ordinal()].count();
    }

    void hedgeFired() {
        hedgesFired.increment();
    }

    void hedgeWon() {
        hedgesWon.increment();
    }

    void guardBlocked() {
        guardBlocked.increment();
    }

    Counter counter(DnsMeter meter, String... tags) {
        return registered.counter(meter, tags);
    }

    Timer timer(DnsMeter meter, String... tags) {
        return registered.timer(meter, tags);
    }

    <T> void gauge(DnsMeter meter, T source, ToDoubleFunction<? super T> value, String... tags) {
        registered.gauge(meter, source, value, tags);
    }

    /** Brings the meters of hits up to date; to be called about every second. */
    void publish() {
        hosts().forEach(HostMeters::publish);
    }

    @Override
    public void close() {
        registered.close();
    }
}

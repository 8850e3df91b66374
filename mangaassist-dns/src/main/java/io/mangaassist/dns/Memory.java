package io.mangaassist.dns;

import io.mangaassist.core.Guard;
import io.micrometer.core.instrument.Clock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What outlives the process: puts the answers of the snapshot and of the seed into the table when the resolver is built,
 * where they are served as stale, looked up again at once and tried by a connection; and writes the snapshot when
 * something has changed.
 */
final class Memory {

    /** An older snapshot says more about the past than about the network. */
    static final Duration MOST_AGE = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);
    private static final long WRITE_EVERY_SECONDS = 10;

    private final HostTable hosts;
    private final Refresher refresher;
    private final AnswerMaker answers;
    private final Clock clock;
    private final @Nullable SnapshotFile file;
    private volatile List<Keepsake> written = List.of();

    Memory(HostTable hosts, Refresher refresher, AnswerMaker answers, Clock clock, @Nullable SnapshotFile file) {
        this.hosts = hosts;
        this.refresher = refresher;
        this.answers = answers;
        this.clock = clock;
        this.file = file;
    }

    /** Plants everything that is known; the snapshot first, since it was true later than the seed. */
    void recall(List<Keepsake> seed, AnswerPolicy policy, AddressProbe probe) {
        List<Keepsake> all = new ArrayList<>(file == null ? List.of() : file.read());
        all.addAll(seed);
        all.forEach(kept -> plant(kept, policy.allowed(kept.host(), kept.addresses()), probe));
    }

    private void plant(Keepsake keepsake, List<InetAddress> allowed, AddressProbe probe) {
        long age = Math.max(0, clock.wallTime() - keepsake.learnedAt());
        KnownHost host = hosts.findOrAdd(keepsake.host());
        Duration limit = min(MOST_AGE, host.profile().maxStale());
        if (allowed.isEmpty() || age >= limit.toMillis()) {
            LOG.info("The kept answer for {} is not used: {}", keepsake.host(), allowed.isEmpty() ? "policy" : "age");
            return;
        }
        long now = clock.monotonicTime();
        long learned = now - TimeUnit.MILLISECONDS.toNanos(age);
        AnswerTimes times = new AnswerTimes(learned, now, learned + limit.toNanos());
        Found found = new Found(allowed, Duration.ZERO, true);
        if (host.plant(new Answer(found, answers.rotation(host, allowed, now), times))) {
            refresher.refresh(host);
            probe.tryAll(keepsake.host(), allowed);
        }
    }

    /** Writes the snapshot now and then, if something has changed. */
    void keep(Ports ports) {
        if (file != null) {
            Object unused = ports.scheduler()
                    .scheduleWithFixedDelay(
                            () -> hand(ports), WRITE_EVERY_SECONDS, WRITE_EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void hand(Ports ports) {
        try {
            ports.blocking().execute(this::write);
        } catch (RejectedExecutionException busy) {
            LOG.debug("The DNS snapshot waits for its next turn");
        }
    }

    /** Writes the snapshot if its addresses differ from the last one's, or if they were confirmed an hour later. */
    void write() {
        SnapshotFile target = file;
        if (target == null) {
            return;
        }
        Guard.safely(LOG, "Writing the DNS snapshot", () -> {
            List<Keepsake> now = collect();
            if (!now.isEmpty() && differs(now, written)) {
                target.write(now);
                written = now;
            }
        });
    }

    private List<Keepsake> collect() {
        long now = clock.monotonicTime();
        List<Keepsake> all = new ArrayList<>();
        for (KnownHost host : hosts.all()) {
            Answer answer = host.answer();
            if (answer != null && answer.trusted() && answer.isUsable(now)) {
                long age = TimeUnit.NANOSECONDS.toMillis(now - answer.times().learnedAt());
                all.add(new Keepsake(host.profile().name(), clock.wallTime() - age, answer.addresses()));
            }
        }
        return all;
    }

    private static boolean differs(List<Keepsake> now, List<Keepsake> before) {
        if (now.size() != before.size()) {
            return true;
        }
        for (int i = 0; i < now.size(); i++) {
            Keepsake one = now.get(i);
            Keepsake other = before.get(i);
            boolean later =
                    one.learnedAt() - other.learnedAt() > Duration.ofHours(1).toMillis();
            if (later || !one.host().equals(other.host()) || !one.addresses().equals(other.addresses())) {
                return true;
            }
        }
        return false;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

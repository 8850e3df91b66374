package io.mangaassist.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Everything a simulator counts. */
final class CallLedger {
    private final CallCounter total = new CallCounter();
    private final Map<String, CallCounter> byTarget = new ConcurrentHashMap<>();
    private final Map<SimulatorCounts.Key, CallCounter> byOperation = new ConcurrentHashMap<>();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong open = new AtomicLong();

    /** One call's place in the books. */
    record Entry(long number, List<CallCounter> counters) {
        void end(CallCounter.End how) {
            counters.forEach(counter -> counter.end(how));
        }

        void sent(int tokens) {
            counters.forEach(counter -> counter.sent(tokens));
        }
    }

    Entry start(BedrockPath path) {
        CallCounter target = byTarget.computeIfAbsent(path.target(), key -> new CallCounter());
        CallCounter operation = byOperation.computeIfAbsent(
                new SimulatorCounts.Key(path.target(), path.operation()), key -> new CallCounter());
        total.start();
        operation.start();
        return new Entry(target.start(), List.of(target, operation, total));
    }

    void connectionOpened() {
        opened.incrementAndGet();
        open.incrementAndGet();
    }

    void connectionClosed() {
        open.decrementAndGet();
    }

    SimulatorCounts snapshot() {
        Map<String, CallCounts> targets = new HashMap<>();
        byTarget.forEach((key, counter) -> targets.put(key, counter.snapshot()));
        Map<SimulatorCounts.Key, CallCounts> operations = new HashMap<>();
        byOperation.forEach((key, counter) -> operations.put(key, counter.snapshot()));
        return new SimulatorCounts(
                total.snapshot(), targets, operations, new ConnectionCounts(opened.get(), open.get()));
    }
}

package io.mangaassist.testkit;

import java.util.Map;

/**
 * What {@link BedrockSimulator} has seen since it started: an immutable snapshot.
 *
 * <p>Each line is consistent in itself; lines are read one after another.
 */
public final class SimulatorCounts {
    /** One line of the table: an operation on a model or guardrail. */
    record Key(String target, BedrockOperation operation) {}

    private final CallCounts total;
    private final Map<String, CallCounts> byTarget;
    private final Map<Key, CallCounts> byOperation;
    private final ConnectionCounts connections;

    SimulatorCounts(
            CallCounts total,
            Map<String, CallCounts> byTarget,
            Map<Key, CallCounts> byOperation,
            ConnectionCounts connections) {
        this.total = total;
        this.byTarget = Map.copyOf(byTarget);
        this.byOperation = Map.copyOf(byOperation);
        this.connections = connections;
    }

    /** All calls together. */
    public CallCounts total() {
        return total;
    }

    /** All calls to one model id or guardrail identifier; zeros for one never called. */
    public CallCounts of(String target) {
        return byTarget.getOrDefault(target, CallCounts.ZERO);
    }

    /** One operation on one model id or guardrail identifier; zeros for one never called. */
    public CallCounts of(String target, BedrockOperation operation) {
        return byOperation.getOrDefault(new Key(target, operation), CallCounts.ZERO);
    }

    /** TCP connections. */
    public ConnectionCounts connections() {
        return connections;
    }

    @Override
    public String toString() {
        return "SimulatorCounts[total=" + total + ", byTarget=" + byTarget + ", " + connections + "]";
    }
}

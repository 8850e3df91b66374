package io.mangaassist.pool;

import io.mangaassist.core.MeterCatalogue;
import io.mangaassist.core.MeterDefinition;
import java.util.List;

/** The meter catalogue of the pool. */
enum PoolMeter implements MeterDefinition {
    PERMITS_MAX(
            "mangaassist.pool.permits.max",
            Kind.GAUGE,
            "permits",
            List.of("pool"),
            "ConnectionPool/{pool}/Max",
            "Permits of the rung, as set and lowered by throttling."),
    PERMITS_ACTIVE(
            "mangaassist.pool.permits.active",
            Kind.GAUGE,
            "permits",
            List.of("pool"),
            "ConnectionPool/{pool}/ActiveConnections",
            "Permits in use."),
    QUEUE_DEPTH(
            "mangaassist.pool.queue.depth",
            Kind.GAUGE,
            "requests",
            List.of("pool"),
            "ConnectionPool/{pool}/QueueDepth",
            "Requests that wait for a permit."),
    UTILIZATION(
            "mangaassist.pool.utilization",
            Kind.GAUGE,
            "percent",
            List.of("pool"),
            "ConnectionPoolUtilization",
            "Permits in use, of all; the metric to scale out on at 70."),
    DEMAND(
            "mangaassist.pool.demand",
            Kind.GAUGE,
            "ratio",
            List.of("pool"),
            "ConnectionPool/{pool}/Demand",
            "Permits that the requests of the last seconds would keep busy, in parts of the permits there are."),
    ADVISED_SIZE(
            "mangaassist.pool.advised.size",
            Kind.GAUGE,
            "permits",
            List.of("pool"),
            "ConnectionPool/{pool}/AdvisedSize",
            "Permits that the requests of the last seconds need, with the headroom."),
    OVERDUE(
            "mangaassist.pool.permits.overdue",
            Kind.GAUGE,
            "permits",
            List.of("pool"),
            "",
            "Permits that are out for longer than any deadline allows: leaks."),
    BREAKER(
            "mangaassist.pool.breaker.open",
            Kind.GAUGE,
            "ratio",
            List.of("pool"),
            "",
            "1 while the circuit breaker of the rung lets no call through, 0.5 while it tries some, else 0."),
    ACQUIRE(
            "mangaassist.pool.acquire",
            Kind.TIMER,
            "",
            List.of("pool", "outcome"),
            "ConnectionPool/{pool}/AcquireTime",
            "Time from asking for a permit to having or not getting it."),
    HOLD("mangaassist.pool.hold", Kind.TIMER, "", List.of("pool"), "", "Time a permit was held: to the last byte."),
    REJECTED(
            "mangaassist.pool.rejected",
            Kind.COUNTER,
            "",
            List.of("pool", "reason"),
            "ConnectionPool/{pool}/Rejected",
            "Requests that a rung did not take, so that no call was made."),
    DIVERTED(
            "mangaassist.pool.diverted",
            Kind.COUNTER,
            "",
            List.of("pool", "reason"),
            "",
            "Requests that left a rung after a call to its model."),
    INVOKE(
            "mangaassist.bedrock.invoke",
            Kind.TIMER,
            "",
            List.of("pool", "operation", "outcome"),
            "BedrockInvokeLatency",
            "Calls to the model of a rung, to the last byte."),
    FIRST_CHUNK(
            "mangaassist.bedrock.first.chunk",
            Kind.TIMER,
            "",
            List.of("pool", "operation"),
            "BedrockTimeToFirstChunk",
            "Time from the call to its first content; of a unary call, to its answer."),
    FALLBACK(
            "mangaassist.bedrock.fallback",
            Kind.COUNTER,
            "",
            List.of("from", "to", "reason"),
            "BedrockFallback",
            "Requests that were asked of one rung and answered by another, by the degraded answer or by none."),
    ATTEMPTS(
            "mangaassist.bedrock.attempts",
            Kind.SUMMARY,
            "attempts",
            List.of("operation", "outcome"),
            "",
            "Calls made for one request."),
    SDK_CALL(
            "mangaassist.sdk.call",
            Kind.TIMER,
            "",
            List.of("operation", "outcome"),
            "",
            "Calls as the AWS SDK timed them."),
    SDK_ACQUIRE(
            "mangaassist.sdk.acquire",
            Kind.TIMER,
            "",
            List.of("operation", "outcome"),
            "",
            "Time the AWS SDK waited for a connection or a stream of one."),
    SDK_FIRST_BYTE(
            "mangaassist.sdk.first.byte",
            Kind.TIMER,
            "",
            List.of("operation", "outcome"),
            "",
            "Time to the first byte of an answer, as the AWS SDK timed it."),
    PASSED_THROUGH(
            "mangaassist.bedrock.unpooled",
            Kind.COUNTER,
            "",
            List.of(),
            "",
            "Requests for a model that is on no rung, handed to the first client as they are.");

    private final MeterCatalogue.Entry entry;

    PoolMeter(String meter, Kind kind, String unit, List<String> tags, String runbook, String description) {
        this.entry = new MeterCatalogue.Entry(meter, kind, unit, tags, runbook, description);
    }

    @Override
    public MeterCatalogue.Entry entry() {
        return entry;
    }
}

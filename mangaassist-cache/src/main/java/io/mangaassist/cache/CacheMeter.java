package io.mangaassist.cache;

import io.mangaassist.core.MeterCatalogue;
import io.mangaassist.core.MeterDefinition;
import java.util.List;

/** The meters of this room. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are made by List.of
enum CacheMeter implements MeterDefinition {
    WRITE(
            "mangaassist.cache.write",
            Kind.TIMER,
            "",
            List.of("outcome"),
            "CacheWriteLatency",
            "From the offer of a write to its end: written, failed or unknown."),
    WRITE_QUEUED(
            "mangaassist.cache.write.queued",
            Kind.TIMER,
            "",
            List.of(),
            "CacheWriteQueuedTime",
            "From the offer of a write to its sending."),
    WRITE_REDIS(
            "mangaassist.cache.write.redis",
            Kind.TIMER,
            "",
            List.of(),
            "CacheWriteRedisTime",
            "From the sending of a write to the reply of Redis."),
    WRITE_SLOW(
            "mangaassist.cache.write.slow",
            Kind.COUNTER,
            "",
            List.of(),
            "CacheWriteSlow",
            "Writes for which Redis took longer than the slow-write limit."),
    WRITE_DROPPED(
            "mangaassist.cache.write.dropped",
            Kind.COUNTER,
            "",
            List.of("reason"),
            "CacheWriteDropped",
            "Writes given up before anything was sent."),
    WRITE_COALESCED(
            "mangaassist.cache.write.coalesced",
            Kind.COUNTER,
            "",
            List.of(),
            "CacheWriteCoalesced",
            "Writes replaced, while queued, by a later one of the same key."),
    WRITE_FAILURE(
            "mangaassist.cache.write.failures",
            Kind.COUNTER,
            "",
            List.of("fault"),
            "CacheWriteFailure",
            "Writes that failed, or whose end is not known, by what went wrong."),
    WRITE_PAYLOAD(
            "mangaassist.cache.write.payload",
            Kind.SUMMARY,
            "bytes",
            List.of(),
            "CacheWritePayload",
            "Size of the encoded entries sent to Redis."),
    WRITE_QUEUE_DEPTH(
            "mangaassist.cache.write.queue.depth",
            Kind.GAUGE,
            "entries",
            List.of(),
            "CacheWriteQueueDepth",
            "Entries that wait to be sent."),
    WRITE_QUEUE_BYTES(
            "mangaassist.cache.write.queue.size",
            Kind.GAUGE,
            "bytes",
            List.of(),
            "CacheWriteQueueBytes",
            "Estimated heap of the entries that wait."),
    WRITE_IN_FLIGHT(
            "mangaassist.cache.write.inflight",
            Kind.GAUGE,
            "entries",
            List.of(),
            "CacheWriteInFlight",
            "Writes sent and not answered, over all primaries."),
    WRITE_OLDEST(
            "mangaassist.cache.write.inflight.oldest",
            Kind.GAUGE,
            "seconds",
            List.of(),
            "CacheWriteOldestInFlight",
            "Age of the oldest write without an answer; shows a stall of which no timer gets a sample."),
    WRITE_IMBALANCE(
            "mangaassist.cache.write.imbalance",
            Kind.GAUGE,
            "entries",
            List.of(),
            "CacheWriteImbalance",
            "Entries that are nowhere; other than 0 is a defect."),
    WRITE_RECYCLED(
            "mangaassist.cache.write.recycled",
            Kind.COUNTER,
            "",
            List.of(),
            "CacheWriteConnectionRecycled",
            "Connections closed because their oldest write had no answer for too long."),
    LOOKUP(
            "mangaassist.cache.lookup",
            Kind.TIMER,
            "",
            List.of("source"),
            "CacheLookupLatency",
            "Lookups by where the value came from: near, remote, stale or miss."),
    LOOKUP_FAILURE(
            "mangaassist.cache.lookup.failures",
            Kind.COUNTER,
            "",
            List.of("fault"),
            "CacheLookupFailure",
            "Lookups that Redis did not answer and that were served as a miss or stale."),
    FRAME_REJECTED(
            "mangaassist.cache.frames.rejected",
            Kind.COUNTER,
            "",
            List.of("reason"),
            "CacheFrameRejected",
            "Values found in Redis that are not of this library, of a newer one, or damaged."),
    SEMANTIC(
            "mangaassist.cache.semantic",
            Kind.TIMER,
            "",
            List.of("match"),
            "CacheSemanticLookup",
            "Semantic lookups, embedding included, by match: exact, semantic, grey, guarded or miss."),
    SEMANTIC_NOT_EMBEDDED(
            "mangaassist.cache.semantic.unembedded",
            Kind.COUNTER,
            "",
            List.of(),
            "CacheSemanticNotEmbedded",
            "Questions for which the embedder was slow, failed or gave no vector of the right dimension."),
    REDIS_MEMORY(
            "mangaassist.cache.redis.memory",
            Kind.GAUGE,
            "percent",
            List.of(),
            "RedisMemoryUtilization",
            "Used to maximal memory of the fullest primary; 0 if there is no limit."),
    REDIS_EVICTIONS(
            "mangaassist.cache.redis.evictions",
            Kind.GAUGE,
            "keys",
            List.of(),
            "RedisEvictionsPerMinute",
            "Evictions a minute of the primary that evicts most."),
    REDIS_CLIENTS(
            "mangaassist.cache.redis.clients",
            Kind.GAUGE,
            "connections",
            List.of(),
            "RedisConnectedClients",
            "Clients connected to all primaries."),
    REDIS_PRESSURE(
            "mangaassist.cache.redis.pressure",
            Kind.GAUGE,
            "",
            List.of("state"),
            "RedisPressure",
            "1 for the state that Redis is in, 0 for the others.");

    private final MeterCatalogue.Entry entry;

    CacheMeter(String meter, Kind kind, String unit, List<String> tags, String runbook, String description) {
        this.entry = new MeterCatalogue.Entry(meter, kind, unit, tags, runbook, description);
    }

    @Override
    public MeterCatalogue.Entry entry() {
        return entry;
    }
}

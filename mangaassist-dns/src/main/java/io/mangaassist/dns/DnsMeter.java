package io.mangaassist.dns;

import io.mangaassist.core.MeterCatalogue;
import io.mangaassist.core.MeterDefinition;
import java.util.List;

/** The meters of this room. */
enum DnsMeter implements MeterDefinition {
    HITS(Kind.COUNTER, "hits", "", "host", "DNSHits", "Answers given at once, fresh."),
    STALE_SERVED(
            Kind.COUNTER,
            "stale.served",
            "",
            "host",
            "DNSStaleServed",
            "Answers given at once from the last known good one after its time-to-live."),
    RESOLVE(
            Kind.TIMER,
            "resolve",
            "",
            "host,outcome",
            "DNSResolutionLatency",
            "Resolutions that had to wait because no good answer was known."),
    REFRESH(Kind.TIMER, "refresh", "", "host,outcome", "DNSRefreshLatency", "Lookups, cold or in the background."),
    QUERY(
            Kind.TIMER,
            "query",
            "",
            "server,verdict",
            "DNSQueryLatency",
            "Queries to one name server, by what the answer was worth."),
    ANSWERS_REJECTED(
            Kind.COUNTER,
            "answers.rejected",
            "",
            "reason",
            "DNSAnswersRejected",
            "Records or packets that were left out."),
    ANSWERS_CHANGED(
            Kind.COUNTER,
            "answers.changed",
            "",
            "host",
            "DNSAnswersChanged",
            "Refreshes that brought other addresses."),
    FAILED_OPEN(
            Kind.COUNTER,
            "failed.open",
            "",
            "host",
            "DNSFailedOpen",
            "Answers outside the policy that were used because there was no other."),
    HEDGES(Kind.COUNTER, "hedges", "", "result", "DNSHedges", "Second queries sent early, and those that won."),
    GUARD_BLOCKED(
            Kind.COUNTER,
            "guard.blocked",
            "",
            "",
            "DNSGuardBlocked",
            "Connections to addresses outside the policy, refused before the first packet."),
    STALE_AGE(
            Kind.GAUGE,
            "stale.age",
            "seconds",
            "host",
            "DNSStaleAge",
            "Age of the oldest answer past its time-to-live, 0 if all are fresh."),
    CACHE_SIZE(Kind.GAUGE, "cache.size", "hosts", "", "DNSCacheSize", "Hosts that are known."),
    SERVER_OPEN(
            Kind.GAUGE,
            "server.open",
            "",
            "server",
            "DNSServerUnhealthy",
            "1 while a name server is asked only as the last resort, else 0.");

    private final MeterCatalogue.Entry entry;

    DnsMeter(Kind kind, String name, String unit, String tags, String runbook, String description) {
        List<String> keys = tags.isEmpty() ? List.of() : List.of(tags.split(","));
        this.entry = new MeterCatalogue.Entry("mangaassist.dns." + name, kind, unit, keys, runbook, description);
    }

    @Override
    public MeterCatalogue.Entry entry() {
        return entry;
    }
}

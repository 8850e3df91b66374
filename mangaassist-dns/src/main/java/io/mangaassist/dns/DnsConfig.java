package io.mangaassist.dns;

import io.mangaassist.core.Checks;
import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The checked settings of a resolver. */
record DnsConfig(
        String name,
        MeterRegistry meterRegistry,
        Segments segments,
        Clock clock,
        AnswerPolicy policy,
        List<NameServer> nameServers,
        Map<String, List<String>> aliases,
        StalenessRules staleness,
        Times times,
        int maxHosts) {

    DnsConfig {
        Checks.notBlank("name", name);
        Checks.positive("maxHosts", maxHosts);
        nameServers = List.copyOf(nameServers);
        aliases = Map.copyOf(aliases);
        long distinct = nameServers.stream().map(NameServer::address).distinct().count();
        Checks.check(distinct == nameServers.size(), "nameServers", "distinct", nameServers);
        Checks.check(aliases.isEmpty() || !nameServers.isEmpty(), "nameServers", "given when aliases are", nameServers);
    }

    /** The durations among the settings. */
    record Times(
            Duration minTtl,
            Duration maxTtl,
            Duration negativeTtl,
            Duration firstRetry,
            Duration lastRetry,
            Duration waitLimit,
            Duration closeLimit) {

        Times {
            Checks.positive("minTtl", minTtl);
            Checks.check(maxTtl.compareTo(minTtl) >= 0, "maxTtl", ">= minTtl (" + minTtl + ")", maxTtl);
            Checks.positive("negativeTtl", negativeTtl);
            Checks.positive("firstRetry", firstRetry);
            Checks.check(
                    lastRetry.compareTo(firstRetry) >= 0, "lastRetry", ">= firstRetry (" + firstRetry + ")", lastRetry);
            Checks.positive("waitLimit", waitLimit);
            Checks.check(!closeLimit.isNegative(), "closeLimit", ">= 0", closeLimit);
        }
    }
}

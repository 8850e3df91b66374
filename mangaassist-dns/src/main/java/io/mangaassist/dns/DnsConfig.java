package io.mangaassist.dns;

import io.mangaassist.core.Checks;
import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;

/** The checked settings of a resolver. */
record DnsConfig(
        String name,
        MeterRegistry meterRegistry,
        Segments segments,
        Clock clock,
        AnswerPolicy policy,
        List<NameServer> nameServers,
        Freshness freshness,
        ColdStart coldStart,
        VpcEndpoints endpoints,
        Limits limits) {

    DnsConfig {
        Checks.notBlank("name", name);
        nameServers = List.copyOf(nameServers);
        long distinct = nameServers.stream().map(NameServer::address).distinct().count();
        Checks.check(distinct == nameServers.size(), "nameServers", "distinct", nameServers);
        boolean askable = !endpoints.needNameServers() || !nameServers.isEmpty();
        Checks.check(askable, "nameServers", "given when endpoints have names", nameServers);
    }

    /** What bounds a lookup, the closing and the table. */
    record Limits(Duration waitLimit, Duration closeLimit, int maxHosts) {

        Limits {
            Checks.positive("waitLimit", waitLimit);
            Checks.check(!closeLimit.isNegative(), "closeLimit", ">= 0", closeLimit);
            Checks.positive("maxHosts", maxHosts);
        }
    }
}

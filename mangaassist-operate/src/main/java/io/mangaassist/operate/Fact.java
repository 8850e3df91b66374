package io.mangaassist.operate;

import java.util.Locale;

/** Something that an application or an operator knows and a latency snapshot does not tell. */
public enum Fact {
    /** Calls that Bedrock throttled in the window. */
    THROTTLES("calls", "AWS/Bedrock InvocationThrottles, or the outcome 'throttled' of bedrock-invoke"),
    /** Time on the network of a Bedrock call, p95. */
    NETWORK_TRANSIT("ms", "the segment network-transit"),
    /** Tokens of a typical prompt. */
    PROMPT_TOKENS("tokens", "AWS/Bedrock InputTokenCount"),
    /** Whether the service health dashboard shows Bedrock as healthy. */
    SERVICE_HEALTHY("", "the AWS Health dashboard for Bedrock in this region"),
    /** Whether vector queries carry filters. */
    QUERY_HAS_FILTERS("", "the query that the application sends to OpenSearch"),
    /** Whether vector queries return all fields. */
    RETURNS_ALL_FIELDS("", "_source of the query that the application sends to OpenSearch"),
    /** Whether the index was scaled up or idle just before. */
    INDEX_COLD("", "AWS/AOSS SearchOCU and the time of the last query before the window"),
    /** Whether the request waits for the write. */
    WRITE_AWAITED("", "the code: does the answer wait for the cache or session write?"),
    /** Memory in use by Redis. */
    REDIS_MEMORY("%", "AWS/ElastiCache DatabaseMemoryUsagePercentage"),
    /** Time of one guardrail evaluation, p95. */
    GUARDRAIL_EVALUATION("ms", "the segment guardrails-check, or MangaAssist/Guardrails EvaluationDuration"),
    /** Filters of the guardrail policy. */
    FILTER_COUNT("filters", "MangaAssist/Guardrails FilterCount"),
    /** Tokens of a typical answer. */
    RESPONSE_TOKENS("tokens", "MangaAssist/Guardrails ResponseTokensEvaluated"),
    /** Permits of the Bedrock pool in use. */
    POOL_UTILIZATION("%", "MangaAssist/ConnectionPool ConnectionPoolUtilization, or the segment pool-acquire"),
    /** Time of a name lookup that somebody waited for, p95. */
    DNS_RESOLUTION("ms", "the segment dns-resolution, or MangaAssist/VPCEndpoints DNSResolutionLatency"),
    /** Whether requests pass services that they did not pass before. */
    NEW_HOPS("", "the service map of the traces, before and after"),
    /** Whether tasks were started just before or in the window. */
    COLD_TASKS("", "ECS task start times"),
    /** Whether routes, NAT gateways or endpoints were changed since the baseline. */
    ROUTES_CHANGED("", "aws ec2 describe-route-tables against the state before, or ops/check-routes on the plan");

    private final String unit;
    private final String source;

    Fact(String unit, String source) {
        this.unit = unit;
        this.source = source;
    }

    /**
     * Returns the name in JSON and on the command line.
     *
     * @return as in {@code prompt-tokens}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Tells whether the fact is true or false rather than a number.
     *
     * @return true for yes and no
     */
    public boolean isFlag() {
        return unit.isEmpty();
    }

    /**
     * Returns the unit of a number.
     *
     * @return empty for yes and no
     */
    public String unit() {
        return unit;
    }

    /**
     * Returns where to measure it.
     *
     * @return one phrase
     */
    public String source() {
        return source;
    }
}

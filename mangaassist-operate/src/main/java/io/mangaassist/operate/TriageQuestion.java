package io.mangaassist.operate;

/** A question of the decision tree: a fact against a threshold, or a fact that is true or false. */
enum TriageQuestion {
    BEDROCK_THROTTLING("BQ1", "Bedrock throttling? ThrottlingException > 0?", Fact.THROTTLES, 0),
    NETWORK("BQ2", "Network transit > 50 ms?", Fact.NETWORK_TRANSIT, 50),
    PROMPT("BQ3", "Large prompt > 4000 tokens?", Fact.PROMPT_TOKENS, 4_000),
    FILTERS("OQ1", "Query has filters?", Fact.QUERY_HAS_FILTERS, 0),
    ALL_FIELDS("OQ2", "Returning all fields?", Fact.RETURNS_ALL_FIELDS, 0),
    SYNCHRONOUS("CQ1", "Write is synchronous?", Fact.WRITE_AWAITED, 0),
    REDIS("CQ2", "Redis memory > 80 %?", Fact.REDIS_MEMORY, 80),
    EVALUATION("GQ1", "Evaluation time > 100 ms?", Fact.GUARDRAIL_EVALUATION, 100),
    POOL("AQ1", "Connection pool utilization > 80 %?", Fact.POOL_UTILIZATION, 80),
    DNS("AQ2", "DNS resolution > 10 ms?", Fact.DNS_RESOLUTION, 10),
    /** Ours. It is asked where the network may be at fault; not knowing it never ends the walk. */
    ROUTES("XQ1", "Routes, NAT gateways or endpoints changed?", Fact.ROUTES_CHANGED, 0);

    private final String node;
    private final String text;
    private final Fact fact;
    private final double threshold;

    TriageQuestion(String node, String text, Fact fact, double threshold) {
        this.node = node;
        this.text = text;
        this.fact = fact;
        this.threshold = threshold;
    }

    String node() {
        return node;
    }

    String text() {
        return text;
    }

    Fact fact() {
        return fact;
    }

    double threshold() {
        return threshold;
    }

    boolean isOurs() {
        return this == ROUTES;
    }
}

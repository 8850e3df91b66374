package io.mangaassist.operate;

import java.util.List;

/** Where the decision tree ends: what to do, and which of the runbooks' scenarios it belongs to. */
public enum TriageLeaf {
    /** Bedrock asks for fewer calls. */
    BEDROCK_THROTTLED("BR1", 0, "Scale down concurrency or request a quota increase."),
    /** The way to Bedrock is slow. */
    ENDPOINT_OR_DNS(
            "BR2",
            1,
            "Check the VPC endpoint and DNS resolution; if one zone alone is slow, shift traffic away from it."),
    /** The prompt is large. */
    LARGE_PROMPT("BR3", 0, "Shorten the prompt: fewer retrieved passages, a shorter history, a prompt cache."),
    /** Nothing of ours explains it. */
    BEDROCK_HEALTH("BR4", 0, "Check the Bedrock service health dashboard.", Fact.SERVICE_HEALTHY),
    /** The search looks at everything. */
    ADD_FILTERS("OR1", 0, "Add pre-filters to the query: category, language, stock."),
    /** The search returns everything. */
    SELECT_FIELDS("OR2", 0, "Add a _source selection: return only the fields that are shown."),
    /** The search has too little behind it. */
    SEARCH_CAPACITY("OR3", 0, "Check OpenSearch OCU scaling and cold start.", Fact.INDEX_COLD),
    /** The answer waits for a write. */
    WRITE_ASYNC("CR1", 5, "Make the write asynchronous: nobody needs to wait for it."),
    /** Redis is full. */
    REDIS_FULL("CR2", 5, "Scale Redis or reduce the TTL."),
    /** The way to Redis is slow. */
    REDIS_PATH("CR3", 0, "Check the network path to the Redis endpoint."),
    /** The guardrail is slow and in the way. */
    GUARDRAIL_ASYNC("GR1", 4, "Move the guardrail off the critical path.", Fact.FILTER_COUNT, Fact.RESPONSE_TOKENS),
    /** The guardrail has much to do. */
    GUARDRAIL_POLICY("GR2", 0, "Check filter count and response size.", Fact.FILTER_COUNT, Fact.RESPONSE_TOKENS),
    /** The pool has no permits left. */
    POOL_EXHAUSTED("AR1", 2, "The pool is exhausted: scale out, raise the permits, divert to the smaller model."),
    /** Names resolve slowly. */
    DNS_SLOW("AR2", 1, "DNS is slow: check the resolver of the zone, serve known answers meanwhile."),
    /** Something new stands in the way. */
    NEW_HOPS("AR3", 0, "Check for new inter-service hops or cold ECS tasks.", Fact.NEW_HOPS, Fact.COLD_TASKS),
    /** Ours: the change of routes is the cause until shown otherwise. */
    ROUTES_CHANGED(
            "XR1",
            3,
            "Compare the route tables with the state before, restore the default route to its NAT gateway, then let the gate judge again."),
    /** Ours: the segment is none that the runbooks have a branch for. */
    OTHER_SEGMENT("XR2", 0, "Look into that segment's own spans; the runbooks have no branch for it.", Fact.NEW_HOPS);

    private final String node;
    private final int scenario;
    private final String action;
    private final List<Fact> confirming;

    TriageLeaf(String node, int scenario, String action, Fact... confirming) {
        this.node = node;
        this.scenario = scenario;
        this.action = action;
        this.confirming = List.of(confirming);
    }

    /**
     * Returns the leaf's name in the runbooks' tree.
     *
     * @return as in {@code BR1}; those that begin with X are ours
     */
    public String node() {
        return node;
    }

    /**
     * Returns the scenario of the runbooks that tells more.
     *
     * @return 1 to 5, 0 if there is none
     */
    public int scenario() {
        return scenario;
    }

    /**
     * Returns what to do.
     *
     * @return one sentence
     */
    public String action() {
        return action;
    }

    /**
     * Tells whether the leaf is not in the runbooks.
     *
     * @return true for ours
     */
    public boolean isOurs() {
        return node.startsWith("X");
    }

    /** Facts that do not lead here but tell more once one is here. */
    List<Fact> confirming() {
        return confirming;
    }
}

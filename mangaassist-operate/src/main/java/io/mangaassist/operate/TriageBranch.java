package io.mangaassist.operate;

import static io.mangaassist.operate.TriageStep.ask;
import static io.mangaassist.operate.TriageStep.reach;

import io.mangaassist.core.Segment;
import java.util.List;

/** The branches below the tree's first question: which segment is slowest? */
enum TriageBranch {
    BEDROCK(
            "bedrock-invoke",
            List.of(Segment.BEDROCK_INVOKE),
            ask(
                    TriageQuestion.BEDROCK_THROTTLING,
                    reach(TriageLeaf.BEDROCK_THROTTLED),
                    ask(
                            TriageQuestion.NETWORK,
                            orRoutes(TriageLeaf.ENDPOINT_OR_DNS),
                            ask(
                                    TriageQuestion.PROMPT,
                                    reach(TriageLeaf.LARGE_PROMPT),
                                    reach(TriageLeaf.BEDROCK_HEALTH))))),
    SEARCH(
            "vector-search",
            List.of(Segment.VECTOR_SEARCH),
            ask(
                    TriageQuestion.ROUTES,
                    reach(TriageLeaf.ROUTES_CHANGED),
                    ask(
                            TriageQuestion.FILTERS,
                            ask(
                                    TriageQuestion.ALL_FIELDS,
                                    reach(TriageLeaf.SELECT_FIELDS),
                                    reach(TriageLeaf.SEARCH_CAPACITY)),
                            reach(TriageLeaf.ADD_FILTERS)))),
    WRITES(
            "cache-write/session-update",
            List.of(Segment.CACHE_WRITE, Segment.SESSION_UPDATE),
            ask(
                    TriageQuestion.SYNCHRONOUS,
                    reach(TriageLeaf.WRITE_ASYNC),
                    ask(TriageQuestion.REDIS, reach(TriageLeaf.REDIS_FULL), orRoutes(TriageLeaf.REDIS_PATH)))),
    GUARDRAILS(
            "guardrails-check",
            List.of(Segment.GUARDRAILS_CHECK),
            ask(TriageQuestion.EVALUATION, reach(TriageLeaf.GUARDRAIL_ASYNC), reach(TriageLeaf.GUARDRAIL_POLICY))),
    /** Waiting for a permit or for a name is no segment of the runbooks' tree: its place is the rest. */
    REST(
            "All segments normal but total is high",
            List.of(Segment.POOL_ACQUIRE, Segment.DNS_RESOLUTION),
            ask(
                    TriageQuestion.POOL,
                    reach(TriageLeaf.POOL_EXHAUSTED),
                    ask(TriageQuestion.DNS, reach(TriageLeaf.DNS_SLOW), reach(TriageLeaf.NEW_HOPS)))),
    /** Ours. */
    OTHER("any other segment", List.of(), orRoutes(TriageLeaf.OTHER_SEGMENT));

    private final String label;
    private final List<Segment> segments;
    private final TriageStep root;

    TriageBranch(String label, List<Segment> segments, TriageStep root) {
        this.label = label;
        this.segments = segments;
        this.root = root;
    }

    private static TriageStep orRoutes(TriageLeaf leaf) {
        return ask(TriageQuestion.ROUTES, reach(TriageLeaf.ROUTES_CHANGED), reach(leaf));
    }

    static TriageBranch of(Segment segment) {
        for (TriageBranch branch : values()) {
            if (branch.segments.contains(segment)) {
                return branch;
            }
        }
        return OTHER;
    }

    String label() {
        return label;
    }

    TriageStep root() {
        return root;
    }
}

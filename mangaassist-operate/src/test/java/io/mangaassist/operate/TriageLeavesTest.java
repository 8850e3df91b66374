package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.Segment;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every leaf of the tree is reached by what leads there, and by nothing less. */
final class TriageLeavesTest {

    private static final TriageFacts NONE = TriageFacts.none();

    private final LatencyTriage triage =
            LatencyTriage.builder().baseline(Latencies.normal(100).taken()).build();

    /** The segment that is slow and what is known when the way ends at a leaf. */
    private record Way(Latencies now, TriageFacts facts) {}

    private static Latencies slow(Segment segment, double p50, double spread) {
        return Latencies.normal(7).with(segment, p50, spread, 1_000);
    }

    private static Latencies bedrock() {
        return slow(Segment.BEDROCK_INVOKE, 1_800, 200);
    }

    private static Latencies search() {
        return slow(Segment.VECTOR_SEARCH, 300, 20);
    }

    private static Latencies write() {
        return slow(Segment.SESSION_UPDATE, 60, 5);
    }

    private static Latencies total() {
        return slow(Segment.REQUEST, 2_500, 100);
    }

    private static Way way(TriageLeaf leaf) {
        TriageFacts sameRoutes = NONE.with(Fact.ROUTES_CHANGED, false);
        TriageFacts asynchronous = sameRoutes.with(Fact.WRITE_AWAITED, false);
        TriageFacts filtered = sameRoutes.with(Fact.QUERY_HAS_FILTERS, true);
        return switch (leaf) {
            case BEDROCK_THROTTLED -> new Way(bedrock().throttled(12), NONE);
            case ENDPOINT_OR_DNS -> new Way(bedrock().with(Segment.NETWORK_TRANSIT, 1_200, 50, 1_000), sameRoutes);
            case LARGE_PROMPT -> new Way(bedrock(), NONE.with(Fact.PROMPT_TOKENS, 5_200));
            case BEDROCK_HEALTH -> new Way(bedrock(), NONE.with(Fact.PROMPT_TOKENS, 900));
            case ADD_FILTERS -> new Way(search(), sameRoutes.with(Fact.QUERY_HAS_FILTERS, false));
            case SELECT_FIELDS -> new Way(search(), filtered.with(Fact.RETURNS_ALL_FIELDS, true));
            case SEARCH_CAPACITY -> new Way(search(), filtered.with(Fact.RETURNS_ALL_FIELDS, false));
            case WRITE_ASYNC -> new Way(write(), NONE.with(Fact.WRITE_AWAITED, true));
            case REDIS_FULL -> new Way(write(), asynchronous.with(Fact.REDIS_MEMORY, 92));
            case REDIS_PATH -> new Way(write(), asynchronous.with(Fact.REDIS_MEMORY, 40));
            case GUARDRAIL_ASYNC -> new Way(slow(Segment.GUARDRAILS_CHECK, 450, 20), NONE);
            case GUARDRAIL_POLICY -> new Way(slow(Segment.GUARDRAILS_CHECK, 60, 5), NONE);
            case POOL_EXHAUSTED -> new Way(slow(Segment.POOL_ACQUIRE, 4_800, 100), NONE);
            case DNS_SLOW -> new Way(slow(Segment.DNS_RESOLUTION, 80, 5), NONE);
            case NEW_HOPS -> new Way(total(), NONE);
            case ROUTES_CHANGED -> new Way(search(), NONE.with(Fact.ROUTES_CHANGED, true));
            case OTHER_SEGMENT -> new Way(slow(Segment.CACHE_LOOKUP, 40, 3), sameRoutes);
        };
    }

    @ParameterizedTest
    @EnumSource
    void each_leaf_is_reached(TriageLeaf leaf) {
        Way way = way(leaf);

        TriageReport report = triage.examine(List.of(way.now().taken()), way.facts());

        assertThat(report.verdict()).isEqualTo(TriageReport.Verdict.FOUND);
        TriageFinding finding = report.findings().get(0);
        assertThat(finding.leaf()).as("%s", report.toText()).contains(leaf);
        assertThat(finding.evidence()).as("numbers are given").isNotEmpty();
        assertThat(report.toText()).contains(leaf.action()).contains(leaf.node());
        assertThat(report.toMarkdown()).contains("**" + leaf.action() + "**");
        assertThat(report.toJson()).contains("\"leaf\" : \"" + leaf.name() + "\"");
    }

    @Test
    void the_tree_holds_every_leaf_and_asks_every_question() {
        Set<TriageLeaf> leaves = EnumSet.noneOf(TriageLeaf.class);
        Set<TriageQuestion> questions = EnumSet.noneOf(TriageQuestion.class);
        for (TriageBranch branch : TriageBranch.values()) {
            collect(branch.root(), leaves, questions);
        }

        assertThat(leaves).containsExactly(TriageLeaf.values());
        assertThat(questions).containsExactly(TriageQuestion.values());
    }

    private static void collect(TriageStep step, Set<TriageLeaf> leaves, Set<TriageQuestion> questions) {
        if (step instanceof TriageStep.Ask ask) {
            questions.add(ask.question());
            collect(ask.yes(), leaves, questions);
            collect(ask.no(), leaves, questions);
        } else if (step instanceof TriageStep.Reach reach) {
            leaves.add(reach.leaf());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TriageLeaf.class,
            names = {"LARGE_PROMPT", "ADD_FILTERS", "SELECT_FIELDS", "WRITE_ASYNC", "REDIS_FULL"})
    void without_the_deciding_fact_the_way_stays_open_and_says_what_to_measure(TriageLeaf leaf) {
        Fact deciding = switch (leaf) {
            case LARGE_PROMPT -> Fact.PROMPT_TOKENS;
            case ADD_FILTERS -> Fact.QUERY_HAS_FILTERS;
            case SELECT_FIELDS -> Fact.RETURNS_ALL_FIELDS;
            case WRITE_ASYNC -> Fact.WRITE_AWAITED;
            default -> Fact.REDIS_MEMORY;
        };
        TriageFacts others = NONE;
        if (leaf == TriageLeaf.SELECT_FIELDS) {
            others = others.with(Fact.QUERY_HAS_FILTERS, true);
        }
        if (leaf == TriageLeaf.REDIS_FULL) {
            others = others.with(Fact.WRITE_AWAITED, false);
        }

        TriageReport report = triage.examine(List.of(way(leaf).now().taken()), others);

        TriageFinding finding = report.findings().get(0);
        assertThat(finding.leaf()).isEmpty();
        assertThat(finding.missing()).contains(deciding);
        assertThat(report.toText()).contains(deciding.source());
    }

    @Test
    void confirming_facts_are_evidence_when_known_and_asked_for_when_not() {
        Way way = way(TriageLeaf.GUARDRAIL_POLICY);

        TriageFinding unknown =
                triage.examine(List.of(way.now().taken()), NONE).findings().get(0);
        TriageFinding known = triage.examine(
                        List.of(way.now().taken()),
                        NONE.with(Fact.FILTER_COUNT, 12).with(Fact.RESPONSE_TOKENS, 450))
                .findings()
                .get(0);

        assertThat(unknown.missing()).containsExactly(Fact.FILTER_COUNT, Fact.RESPONSE_TOKENS);
        assertThat(known.missing()).isEmpty();
        assertThat(known.evidence()).extracting(TriageEvidence::toString).contains("filter-count 12 filters");
    }

    @ParameterizedTest
    @EnumSource
    void facts_at_their_threshold_answer_no_and_above_it_yes(TriageQuestion question) {
        Fact fact = question.fact();
        if (fact.isFlag()) {
            return;
        }
        LatencySnapshot nothing = Latencies.seeded(1).taken();

        TriageWalk at = new TriageWalk(nothing, NONE.with(fact, question.threshold()));
        TriageWalk above = new TriageWalk(nothing, NONE.with(fact, question.threshold() + 0.1));

        assertThat(at.answer(question)).contains(false);
        assertThat(above.answer(question)).contains(true);
    }
}

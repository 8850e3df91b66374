package io.mangaassist.operate;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Goes down one branch of the tree and keeps what it saw. Used once, by one thread. */
final class TriageWalk {

    private static final double P95 = 95;
    /** Who waits for a permit found all of them taken; less than this is the hand-over, not a queue. */
    private static final double WAITING_MILLIS = 10;

    private final LatencySnapshot snapshot;
    private final TriageFacts facts;
    private final List<String> path = new ArrayList<>();
    private final List<TriageEvidence> evidence = new ArrayList<>();
    private final List<Fact> missing = new ArrayList<>();

    TriageWalk(LatencySnapshot snapshot, TriageFacts facts) {
        this.snapshot = snapshot;
        this.facts = facts;
    }

    TriageFinding down(TriageBranch branch, String entry, List<TriageEvidence> first, List<String> onlyIn) {
        evidence.addAll(first);
        Optional<TriageLeaf> leaf = descend(branch.root());
        leaf.ifPresent(this::confirm);
        return new TriageFinding(entry, leaf, onlyIn, path, evidence, missing);
    }

    private Optional<TriageLeaf> descend(TriageStep root) {
        TriageStep step = root;
        while (step instanceof TriageStep.Ask ask) {
            Optional<Boolean> answer = answer(ask.question());
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            step = answer.get() ? ask.yes() : ask.no();
        }
        return step instanceof TriageStep.Reach reach ? Optional.of(reach.leaf()) : Optional.empty();
    }

    Optional<Boolean> answer(TriageQuestion question) {
        Optional<TriageEvidence> seen = evidence(question);
        if (seen.isEmpty()) {
            missing.add(question.fact());
            path.add(question.text() + " not known");
            return question.isOurs() ? Optional.of(false) : Optional.empty();
        }
        TriageEvidence found = seen.get();
        evidence.add(found);
        Double compared = found.compared();
        boolean yes = found.measured() > (compared == null ? 0 : compared);
        path.add(question.text() + (yes ? " yes" : " no"));
        return Optional.of(yes);
    }

    private Optional<TriageEvidence> evidence(TriageQuestion question) {
        Fact fact = question.fact();
        Optional<Double> told = facts.get(fact);
        if (told.isPresent()) {
            Double threshold = fact.isFlag() ? null : question.threshold();
            return Optional.of(new TriageEvidence(fact.key(), told.get(), threshold, fact.unit()));
        }
        return switch (question) {
            case BEDROCK_THROTTLING -> throttles();
            case NETWORK -> p95(Segment.NETWORK_TRANSIT, question.threshold());
            case EVALUATION -> p95(Segment.GUARDRAILS_CHECK, question.threshold());
            case DNS -> p95(Segment.DNS_RESOLUTION, question.threshold());
            case POOL -> p95(Segment.POOL_ACQUIRE, WAITING_MILLIS);
            default -> Optional.empty();
        };
    }

    private Optional<TriageEvidence> throttles() {
        SegmentLatency bedrock = snapshot.latency(Segment.BEDROCK_INVOKE);
        if (bedrock == null || bedrock.outcomes().isEmpty()) {
            return Optional.empty();
        }
        double throttled = bedrock.outcome(Outcome.THROTTLED);
        return Optional.of(new TriageEvidence("bedrock-invoke throttled", throttled, 0.0, Fact.THROTTLES.unit()));
    }

    private Optional<TriageEvidence> p95(Segment segment, double threshold) {
        OptionalDouble millis = snapshot.millis(segment, P95);
        return millis.isPresent()
                ? Optional.of(new TriageEvidence(segment.name() + " p95", millis.getAsDouble(), threshold, "ms"))
                : Optional.empty();
    }

    private void confirm(TriageLeaf leaf) {
        for (Fact fact : leaf.confirming()) {
            Optional<Double> told = facts.get(fact);
            if (told.isPresent()) {
                evidence.add(new TriageEvidence(fact.key(), told.get(), null, fact.unit()));
            } else {
                missing.add(fact);
            }
        }
    }
}

package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way through a policy, without threads or time: text is offered, verdicts are handed in, and each
 * step says what may be shown, what the remote tier should look at and whether the answer is taken away.
 *
 * <p>The caller keeps the time limits: a check that is late is handed in as {@link RemoteVerdict#failed}. Verdicts may
 * come in any order, twice or after the end. This class is not thread-safe; all methods return at once.
 */
public final class GuardrailSession {

    private static final int NO_GAP = Integer.MAX_VALUE;

    private final SessionPlan plan;
    private @Nullable LocalScan scan;
    private final AnswerText text = new AnswerText();
    private final Chunker chunker;
    private final RemoteLedger ledger = new RemoteLedger();
    private final List<Finding> findings = new ArrayList<>();
    private int shown;
    private int localGapFrom = NO_GAP;
    private boolean ended;
    private boolean aborted;
    private boolean sourceStopped;
    private @Nullable AnswerVerdict verdict;

    GuardrailSession(SessionPlan plan) {
        this.plan = plan;
        this.scan = plan.mode() == GuardrailMode.OFF
                ? null
                : new LocalScan(plan.policy().local());
        this.chunker = plan.chunker();
    }

    /** Takes the next piece of the answer, in any size; ignored once the answer has ended. */
    public Release offer(CharSequence piece) {
        if (ended || piece.length() == 0) {
            return Release.NOTHING;
        }
        text.append(piece);
        if (scan != null) {
            scan.accept(piece);
        }
        return advance();
    }

    /** The answer is whole. */
    public Release complete() {
        if (ended) {
            return Release.NOTHING;
        }
        ended = true;
        if (scan != null) {
            scan.finish();
        }
        return advance();
    }

    /**
     * The source took the answer away by a guardrail of its own: what it shows instead is passed on, and the verdict will
     * be {@link AnswerVerdict#STOPPED}.
     */
    public void stoppedBySource() {
        sourceStopped = true;
    }

    /**
     * The local tier broke on this answer: what was not shown is a gap. The answer is closed, or goes on without that tier
     * if all its rules may be missed.
     */
    Release failed() {
        if (localGapFrom == NO_GAP) {
            localGapFrom = shown;
            if (!plan.failsClosedLocally()) {
                scan = null;
                return advance();
            }
        }
        ended = true;
        return takeAway(Tier.LOCAL, List.of(), "error");
    }

    /** The answer breaks off: what was shown is still evaluated, nothing more is shown. */
    public Release abort() {
        if (ended) {
            return Release.NOTHING;
        }
        ended = true;
        aborted = true;
        List<RemoteCheck> checks = new ArrayList<>();
        if (plan.evaluatesRemotely() && plan.mode() != GuardrailMode.SYNC) {
            checkUpTo(shown, true, checks);
        }
        return new Release("", checks, null, settle());
    }

    /**
     * Takes the verdict on a check. The first one counts, except that a check which had failed may still get its
     * verdict.
     */
    public Release verdict(int check, RemoteVerdict remote) {
        RemoteLedger.Sent sent = ledger.settle(check, remote);
        if (sent == null) {
            return Release.NOTHING;
        }
        if (remote.kind() == RemoteVerdict.Kind.VIOLATION) {
            return violation(sent, remote);
        }
        if (remote.kind() == RemoteVerdict.Kind.FAILED && plan.failsClosed()) {
            return takeAway(
                    Tier.REMOTE,
                    List.of(),
                    remote.reasons().isEmpty() ? "failed" : remote.reasons().get(0));
        }
        return advance();
    }

    /** The final verdict, or null while there is none. */
    public @Nullable AnswerVerdict verdict() {
        return verdict;
    }

    /** What was found so far, in the order it was found. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** What was evaluated so far, and what was not. */
    public Coverage coverage() {
        List<Coverage.Gap> gaps = new ArrayList<>(ledger.gaps());
        List<Coverage.Interval> local = List.of();
        if (localGapFrom != NO_GAP) {
            gaps.add(new Coverage.Gap(Tier.LOCAL, localGapFrom, text.end(), "error"));
        } else if (scan == null) {
            gaps.add(new Coverage.Gap(Tier.LOCAL, 0, text.end(), "off"));
        } else if (text.end() > 0) {
            local = List.of(new Coverage.Interval(0, text.end()));
        }
        if (plan.evaluatesRemotely() && chunker.start() < shown) {
            gaps.add(new Coverage.Gap(Tier.REMOTE, chunker.start(), shown, ended ? "stopped" : "unfinished"));
        }
        return new Coverage(plan.policy().version(), text.end(), local, ledger.evaluated(), gaps);
    }

    /** Characters that are received and not yet shown. */
    public int held() {
        return text.end() - shown;
    }

    private Release advance() {
        if (scan != null) {
            applyLocal(scan);
        }
        if (isOver() || aborted) {
            return new Release("", List.of(), null, settle());
        }
        List<RemoteCheck> checks = new ArrayList<>();
        if (plan.evaluatesRemotely()) {
            checks = collectChecks();
        }
        if (scan != null && scan.blocked()) {
            return stopLocally(scan, checks);
        }
        String released = show(releasable());
        return new Release(released, checks, null, settle());
    }

    private void applyLocal(LocalScan local) {
        for (Finding finding : local.drain()) {
            findings.add(finding);
            if (finding.action() == RuleAction.MASK) {
                text.mask(finding.from(), finding.to());
            }
        }
    }

    private Release stopLocally(LocalScan local, List<RemoteCheck> checks) {
        String released = show(plan.mode() == GuardrailMode.ASYNC ? local.safeEnd() : releasable());
        List<Finding> blocking =
                findings.stream().filter(f -> f.action() == RuleAction.BLOCK).toList();
        ended = true;
        Release stop = takeAway(Tier.LOCAL, blocking, blocking.get(0).rule());
        return new Release(released, checks, stop.intervention(), stop.verdict());
    }

    private Release violation(RemoteLedger.Sent sent, RemoteVerdict remote) {
        List<Finding> found = remote.reasons().stream()
                .map(reason -> new Finding(Tier.REMOTE, reason, RuleAction.BLOCK, sent.from(), sent.to()))
                .toList();
        findings.addAll(found);
        return takeAway(
                Tier.REMOTE, found, found.isEmpty() ? "violation" : found.get(0).rule());
    }

    private Release takeAway(Tier tier, List<Finding> why, String reason) {
        if (isOver()) {
            return Release.NOTHING;
        }
        boolean wasWhole = ended && (aborted || shown == text.end());
        Intervention.Kind kind =
                wasWhole && tier == Tier.REMOTE ? Intervention.Kind.RETRACTED : Intervention.Kind.STOPPED;
        ended = true;
        verdict = kind == Intervention.Kind.RETRACTED ? AnswerVerdict.RETRACTED : AnswerVerdict.STOPPED;
        return new Release(
                "", List.of(), new Intervention(kind, tier, why, reason, plan.replacement(), shown), verdict);
    }

    /** Stopped or retracted: nothing more is shown, whatever arrives. */
    private boolean isOver() {
        return verdict == AnswerVerdict.STOPPED || verdict == AnswerVerdict.RETRACTED;
    }

    private List<RemoteCheck> collectChecks() {
        List<RemoteCheck> checks = new ArrayList<>();
        if (plan.mode() != GuardrailMode.SYNC) {
            checkUpTo(plan.parallelTiers() ? text.end() : passed(), ended, checks);
        } else if (ended) {
            checkWhole(checks);
        }
        return checks;
    }

    private void checkUpTo(int limit, boolean last, List<RemoteCheck> checks) {
        int from = chunker.start();
        for (int to = chunker.cut(text, text.base(), limit); to >= 0; to = chunker.cut(text, text.base(), limit)) {
            checks.add(check(from, to));
            from = to;
        }
        if (last && from < limit) {
            checks.add(check(from, limit));
            chunker.finish(limit);
        }
    }

    private void checkWhole(List<RemoteCheck> checks) {
        int end = text.end();
        for (int from = chunker.start(); from < end; from = chunker.start()) {
            int to = text.cutAtOrAfter(Math.min(end, from + plan.chunks().wholeWindow()));
            checks.add(check(from, to));
            chunker.finish(to);
        }
    }

    private RemoteCheck check(int from, int to) {
        int room = plan.chunks().roomBefore(text, from - text.base(), to - text.base());
        int wanted = from - Math.min(room, plan.chunks().context(to - from));
        int begin = Math.min(from, text.cutAtOrAfter(wanted));
        int id = ledger.send(from, to);
        return new RemoteCheck(
                id,
                RemoteCheck.Source.OUTPUT,
                plan.mode(),
                plan.correlationId(),
                from,
                to,
                from - begin,
                text.from(begin, to));
    }

    private int passed() {
        return scan == null ? text.end() : scan.safeEnd();
    }

    private int releasable() {
        boolean gated = plan.evaluatesRemotely();
        return switch (plan.mode()) {
            case OFF, ASYNC -> passed();
            case GATED -> gated ? Math.min(passed(), ledger.approved()) : passed();
            case SYNC -> ended && (!gated || ledger.approved() == text.end()) ? passed() : 0;
        };
    }

    private String show(int limit) {
        if (limit <= shown || aborted) {
            return "";
        }
        String released = text.from(shown, limit);
        shown = limit;
        int context = plan.evaluatesRemotely() ? plan.chunks().textUnit() : 0;
        text.forget(Math.min(shown, chunker.start() - context));
        return released;
    }

    private @Nullable AnswerVerdict settle() {
        if (verdict != null || !ended || !ledger.settled()) {
            return null;
        }
        if (aborted) {
            verdict = AnswerVerdict.ABORTED;
        } else if (sourceStopped) {
            verdict = AnswerVerdict.STOPPED;
        } else {
            verdict = coverage().complete() ? AnswerVerdict.CLEAN : AnswerVerdict.UNVERIFIED;
        }
        return verdict;
    }
}

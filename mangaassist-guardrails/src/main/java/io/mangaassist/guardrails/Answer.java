package io.mangaassist.guardrails;

import io.mangaassist.core.CapturedContext;
import io.mangaassist.core.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One answer with its threads and limits: runs a {@link GuardrailSession} in a {@link SerialLoop}, sends its checks and
 * brings verdicts back, tells output, listeners and meters. Thread-safe.
 */
final class Answer {

    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

    private final GuardrailParts parts;
    private final AnswerContext context;
    private final SessionPlan plan;
    private final GuardrailSession session;
    private final AnswerOutput output;
    private final SerialLoop loop = new SerialLoop();
    /** Of whoever subscribed: checks are sent by the threads that bring text. */
    private final CapturedContext subscribed = CapturedContext.capture();

    private final List<RunningCheck> running = new ArrayList<>();
    private long firstTextAt;
    private boolean shownAny;
    private long waitedNanos;
    private long localNanos;
    private int mostHeld;
    private double estimate;
    private Shadow.@Nullable Trial trial;
    private boolean reported;

    Answer(GuardrailParts parts, AnswerContext context, SessionPlan plan, AnswerOutput output) {
        this.parts = parts;
        this.context = context;
        this.plan = plan;
        this.session = new GuardrailSession(plan);
        this.output = output;
        this.trial = parts.shadow() == null || plan.mode() == GuardrailMode.OFF
                ? null
                : parts.shadow().trial(context.correlationId());
        parts.counts().begun();
    }

    GuardrailMode mode() {
        return plan.mode();
    }

    void offer(CharSequence text) {
        loop.execute(() -> offerInTurn(text));
    }

    /** {@link #offer}, from within a task of {@link #inTurn}: what it lets go of is delivered before it returns. */
    void offerInTurn(CharSequence text) {
        apply(timed(() -> {
            if (estimate == 0) {
                firstTextAt = parts.clock().monotonicTime();
            }
            estimate += TokenEstimate.of(text);
            if (trial != null) {
                trial.offer(text);
            }
            return session.offer(text);
        }));
    }

    /** The source says that it took the answer away by itself: it is shown as it came and never counts as clean. */
    void stoppedBySource() {
        loop.execute(session::stoppedBySource);
    }

    void complete() {
        loop.execute(() -> apply(timed(session::complete)));
    }

    void abort() {
        loop.execute(() -> apply(session.abort()));
    }

    /** Runs something between the answer's own steps, for outputs that have a state of their own. */
    void inTurn(Runnable task) {
        loop.execute(task);
    }

    /** Learns how many tokens the model counted for what was offered. */
    void counted(int outputTokens) {
        loop.execute(() -> parts.calibration().reported(context.model(), estimate, outputTokens));
    }

    void verdict(RemoteCheck check, RemoteVerdict verdict) {
        loop.execute(() -> {
            running.removeIf(r -> r.isSettledBy(check.id()));
            apply(session.verdict(check.id(), verdict));
        });
    }

    private Release timed(Supplier<Release> step) {
        long start = parts.clock().monotonicTime();
        Release release = closedOnFailure(step);
        long nanos = parts.clock().monotonicTime() - start;
        localNanos += nanos;
        if (nanos > parts.config().limits().budget().get().toNanos()) {
            parts.meters().budgetExceeded(Tier.LOCAL);
        }
        return release;
    }

    /** A tier that breaks must not let text through that a rule would have kept, nor leave anybody waiting. */
    private Release closedOnFailure(Supplier<Release> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            LOG.warn("The local tier broke on an answer with {}", e.getClass().getName());
            return session.failed();
        }
    }

    private void apply(Release release) {
        mostHeld = Math.max(mostHeld, session.held());
        if (!release.text().isEmpty()) {
            if (!shownAny) {
                shownAny = true;
                waitedNanos = parts.clock().monotonicTime() - firstTextAt;
                parts.meters().waited(plan.mode(), waitedNanos);
            }
            output.text(release.text());
        }
        Intervention intervention = release.intervention();
        if (intervention != null) {
            taken(intervention);
        } else {
            release.checks().forEach(this::send);
        }
        AnswerVerdict verdict = release.verdict();
        if (verdict != null) {
            settled(verdict);
        }
    }

    private void send(RemoteCheck check) {
        RemoteEvaluator remote = parts.remote();
        if (remote == null) {
            return;
        }
        parts.counts().checked();
        subscribed
                .wrap(() -> {
                    RunningCheck started = new RunningCheck(parts, check, v -> verdict(check, v));
                    running.add(started);
                    started.start(remote, parts.config().limits().of(plan.mode()), context.deadline());
                })
                .run();
    }

    private void taken(Intervention intervention) {
        parts.counts().taken(intervention);
        if (intervention.tier() == Tier.REMOTE && intervention.shown() > 0) {
            parts.modes().shownViolation();
        }
        parts.meters().taken(plan.mode(), intervention);
        output.taken(intervention);
        List.copyOf(running).forEach(RunningCheck::cancel);
        running.clear();
        Remediation remediation = new Remediation(
                context.correlationId(),
                context.intent(),
                plan.mode(),
                intervention,
                plan.policy().version());
        parts.config()
                .listeners()
                .remediation()
                .forEach(l -> Guard.safely(LOG, "A remediation listener", () -> l.remediate(remediation)));
    }

    private void settled(AnswerVerdict verdict) {
        AnswerReport report = new AnswerReport(
                context.correlationId(),
                context.intent(),
                plan.mode(),
                verdict,
                session.findings(),
                session.coverage());
        parts.counts().settled(verdict);
        parts.meters().answered(report);
        if (!reported) {
            reported = true;
            measure(report);
        }
        output.settled(report);
        parts.config()
                .listeners()
                .answers()
                .forEach(l -> Guard.safely(LOG, "An answer listener", () -> l.answered(report)));
    }

    private void measure(AnswerReport report) {
        parts.meters().held(plan.mode(), mostHeld);
        if (trial != null && report.verdict() != AnswerVerdict.ABORTED) {
            trial.end(worst(report.findings()) == GuardrailMeters.Action.BLOCK, localNanos);
        }
        trial = null;
        if (shownAny && plan.mode() != GuardrailMode.SYNC && plan.evaluatesRemotely()) {
            parts.modes().settled(waitedNanos, parts.clock().monotonicTime() - firstTextAt);
        }
        if (plan.mode() != GuardrailMode.OFF) {
            parts.meters().evaluated(Tier.LOCAL, plan.mode(), worst(report.findings()), localNanos);
            parts.meters().amount(Tier.LOCAL, report.coverage().characters(), estimate);
        }
    }

    private static GuardrailMeters.Action worst(List<Finding> findings) {
        GuardrailMeters.Action worst = GuardrailMeters.Action.NONE;
        for (Finding finding : findings) {
            if (finding.tier() == Tier.LOCAL) {
                GuardrailMeters.Action action =
                        GuardrailMeters.Action.valueOf(finding.action().name());
                worst = action.compareTo(worst) > 0 ? action : worst;
            }
        }
        return worst;
    }
}

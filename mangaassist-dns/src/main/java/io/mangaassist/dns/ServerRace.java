package io.mangaassist.dns;

import io.mangaassist.dns.AnswerReader.Reading;
import io.mangaassist.dns.DnsLookupException.Reason;
import io.mangaassist.dns.DnsTransport.TransportFailure;
import io.mangaassist.dns.ServerHealth.Standing;
import io.mangaassist.dns.ServerUpstream.Attempt;
import io.mangaassist.dns.ServerUpstream.Question;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One question put to several servers, of which the first acceptable answer wins. The next server is asked at once when
 * an answer is not acceptable, and early, if the budget allows, when the one before is slower than it usually is. A server
 * whose breaker is open is asked when all others have failed; one that may have healed is probed beside the first.
 */
final class ServerRace {

    private final Question question;
    private final List<Attempt> attempts;
    private final RaceTools tools;
    private final CompletableFuture<Found> result = new CompletableFuture<>();

    private int launched;
    private int pending;
    private Verdict best = Verdict.UNREACHABLE;
    private @Nullable Found untrusted;

    ServerRace(Question question, List<Attempt> attempts, RaceTools tools) {
        this.question = question;
        this.attempts = attempts;
        this.tools = tools;
    }

    CompletableFuture<Found> start() {
        tools.budget().earn();
        int probes = (int) attempts.stream().filter(ServerRace::isProbe).count();
        for (int i = 0; i < probes; i++) {
            launch(take(), false);
        }
        launch(takeFirstBehind(probes), false);
        return result;
    }

    private static boolean isProbe(Attempt attempt) {
        return attempt.standing() == Standing.PROBE;
    }

    /** Returns the first regular attempt, or -1 if a probe has failed so fast that it is under way already. */
    private synchronized int takeFirstBehind(int probes) {
        return launched == probes ? take() : -1;
    }

    /** Returns the number of the next attempt, or -1 if all are launched. */
    private synchronized int take() {
        if (launched == attempts.size()) {
            return -1;
        }
        pending++;
        return launched++;
    }

    private void launch(int number, boolean early) {
        if (number < 0) {
            return;
        }
        Attempt attempt = attempts.get(number);
        long start = tools.clock().monotonicTime();
        Later.then(attempt.server().query(attempt.name(), question.family()), (reply, failure) -> {
            long took = tools.clock().monotonicTime() - start;
            landed(attempt, took, early, reply != null ? read(attempt, reply) : Reading.nothing(verdictOf(failure)));
        });
        if (!result.isDone() && mayBeHedged(number)) {
            hedgeLater(attempt, number);
        }
    }

    /** A probe is one already, and an open server is no help unless there are only open ones. */
    private boolean mayBeHedged(int number) {
        return number + 1 < attempts.size()
                && !isProbe(attempts.get(number))
                && attempts.get(number).standing() == attempts.get(number + 1).standing();
    }

    private void hedgeLater(Attempt attempt, int number) {
        try {
            Object unused = tools.scheduler()
                    .schedule(() -> hedge(number), attempt.server().hedgeDelay(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            // The race ends without a hedge.
        }
    }

    private void hedge(int after) {
        synchronized (this) {
            if (launched != after + 1) {
                return;
            }
        }
        if (!result.isDone() && tools.budget().spend()) {
            tools.meters().hedgeFired();
            launch(take(), true);
        }
    }

    private Reading read(Attempt attempt, DnsReply reply) {
        return tools.reader().read(question.host(), attempt.name(), question.family(), reply);
    }

    private void landed(Attempt attempt, long took, boolean early, Reading reading) {
        Verdict verdict = reading.verdict();
        List<InetAddress> allowed = List.of();
        if (verdict == Verdict.ACCEPTED) {
            AnswerJudge.Judgement judgement = tools.judge().judge(question.rule(), reading.addresses());
            verdict = judgement.verdict();
            allowed = judgement.addresses();
        }
        attempt.server().judged(verdict, took);
        record(attempt, took, verdict, reading);
        if (verdict.isGood()) {
            win(new Found(allowed, reading.ttl(), true), early);
        } else {
            keepUntrusted(reading);
            lose(attempt, verdict);
        }
    }

    private void record(Attempt attempt, long took, Verdict verdict, Reading reading) {
        tools.recorder()
                .add(new RecordedAnswer(
                        Instant.ofEpochMilli(tools.clock().wallTime()),
                        attempt.server().toString(),
                        attempt.name(),
                        question.family().name(),
                        verdict.tag(),
                        reading.ttl(),
                        reading.addresses().stream()
                                .map(InetAddress::getHostAddress)
                                .toList(),
                        Duration.ofNanos(took)));
    }

    private void win(Found found, boolean early) {
        if (result.complete(found) && early) {
            tools.meters().hedgeWon();
        }
    }

    private synchronized void keepUntrusted(Reading reading) {
        PolicyRule rule = question.rule();
        if (rule != null && rule.failOpen() && untrusted == null) {
            List<InetAddress> usable = reading.addresses().stream()
                    .filter(address -> !AnswerJudge.isSpecial(address))
                    .toList();
            untrusted = usable.isEmpty() ? null : new Found(usable, reading.ttl(), false);
        }
    }

    private void lose(Attempt attempt, Verdict verdict) {
        boolean last;
        boolean awaited;
        synchronized (this) {
            pending--;
            best = better(best, verdict);
            last = pending == 0 && launched == attempts.size();
            awaited = isProbe(attempt) && pending > 0;
        }
        if (last) {
            finish();
        } else if (!result.isDone() && !awaited) {
            launch(take(), false);
        }
    }

    private void finish() {
        Found fallback;
        Reason reason;
        synchronized (this) {
            fallback = untrusted;
            reason = best.reason();
        }
        if (fallback != null) {
            result.complete(fallback);
        } else {
            result.completeExceptionally(new LookupFailure(reason));
        }
    }

    /** Of several failures the caller is told the one that says most: rejected, not there, an error, silence. */
    private static Verdict better(Verdict one, Verdict other) {
        return rank(one) >= rank(other) ? one : other;
    }

    private static int rank(Verdict verdict) {
        return switch (verdict) {
            case REJECTED -> 5;
            case NXDOMAIN, EMPTY -> 4;
            case SERVFAIL, MALFORMED, UNFINISHED -> 3;
            case TIMEOUT -> 2;
            case UNREACHABLE, ACCEPTED, FILTERED -> 1;
        };
    }

    private static Verdict verdictOf(@Nullable Throwable failure) {
        return failure instanceof TransportFailure known ? known.verdict() : Verdict.UNREACHABLE;
    }
}

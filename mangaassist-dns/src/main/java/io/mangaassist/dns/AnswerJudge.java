package io.mangaassist.dns;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges the addresses of an answer by the policy, before anything is cached. */
final class AnswerJudge {

    private final DnsMeters meters;

    AnswerJudge(DnsMeters meters) {
        this.meters = meters;
    }

    /**
     * What is left of an answer.
     *
     * @param verdict {@link Verdict#ACCEPTED}, {@link Verdict#FILTERED} or {@link Verdict#REJECTED}
     * @param addresses those that are allowed
     */
    record Judgement(Verdict verdict, List<InetAddress> addresses) {}

    /** Judges by the rule; without one, leaves out only addresses that no name server has any business to give. */
    Judgement judge(@Nullable PolicyRule rule, List<InetAddress> addresses) {
        List<InetAddress> allowed = rule != null
                ? rule.allowed(addresses)
                : addresses.stream().filter(address -> !isSpecial(address)).toList();
        int left = addresses.size() - allowed.size();
        meters.rejected(rule != null ? RejectReason.OUTSIDE_POLICY : RejectReason.SPECIAL_ADDRESS, left);
        Verdict verdict = left == 0 ? Verdict.ACCEPTED : allowed.isEmpty() ? Verdict.REJECTED : Verdict.FILTERED;
        return new Judgement(verdict, allowed);
    }

    static boolean isSpecial(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress();
    }
}

package io.mangaassist.dns;

import io.mangaassist.core.Checks;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses are believed for which host. Every answer is judged before it is cached: addresses outside the
 * host's ranges are left out, and an answer of which nothing is left counts as a failure of the server that gave it.
 * The most specific pattern wins. Immutable and thread-safe.
 *
 * <pre>{@code
 * AnswerPolicy policy = AnswerPolicy.builder()
 *         .allow("bedrock-runtime.ap-northeast-1.amazonaws.com", "10.0.0.0/16")
 *         .allow("*.cache.amazonaws.com", "10.0.0.0/16")
 *         .build();
 * }</pre>
 */
public final class AnswerPolicy {

    /** What happens to a host that no pattern names. */
    public enum Unlisted {
        /** The JDK's {@link InetAddress} looks it up, with the operating system's settings; its answer is not judged. */
        SYSTEM,
        /**
         * The resolver's own name servers look it up. Loopback, link-local, multicast and unspecified addresses are
         * refused, all others believed.
         */
        NAME_SERVERS,
        /** It fails without a query. */
        REFUSE
    }

    private static final AnswerPolicy OPEN = builder().build();

    private final List<PolicyRule> rules;
    private final Unlisted unlisted;

    private AnswerPolicy(List<PolicyRule> rules, Unlisted unlisted) {
        this.rules = rules;
        this.unlisted = unlisted;
    }

    /**
     * Returns a builder without patterns.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the policy that names no host and so judges nothing.
     *
     * @return the one instance
     */
    public static AnswerPolicy open() {
        return OPEN;
    }

    /**
     * Says whether a connection to the address is in order. A host that no pattern names may be reached at any address
     * unless the policy refuses such hosts; so may a literal address, which is its own host name.
     *
     * @param host a host name, in any case, with or without the trailing dot
     * @param address the address to connect to
     * @return false if the connection must not be made
     */
    public boolean allows(String host, InetAddress address) {
        Optional<String> name = HostNames.normalise(host);
        if (name.isEmpty() || HostNames.looksLiteral(host)) {
            return true;
        }
        PolicyRule rule = ruleFor(name.orElseThrow());
        if (rule == null) {
            return unlisted != Unlisted.REFUSE;
        }
        return rule.failOpen() || rule.allows(address);
    }

    /** Returns those of a kept answer's addresses that a lookup of this host could have brought. */
    List<InetAddress> allowed(String host, List<InetAddress> addresses) {
        PolicyRule rule = ruleFor(host);
        if (rule != null) {
            return rule.allowed(addresses);
        }
        return switch (unlisted) {
            case SYSTEM -> addresses;
            case NAME_SERVERS ->
                addresses.stream()
                        .filter(address -> !AnswerJudge.isSpecial(address))
                        .toList();
            case REFUSE -> List.of();
        };
    }

    @Nullable
    PolicyRule ruleFor(String host) {
        for (PolicyRule rule : rules) {
            if (rule.pattern().matches(host)) {
                return rule;
            }
        }
        return null;
    }

    /** The most specific first. */
    List<PolicyRule> rules() {
        return rules;
    }

    Unlisted unlisted() {
        return unlisted;
    }

    @Override
    public String toString() {
        return "AnswerPolicy{rules=" + rules + ", unlisted=" + unlisted + "}";
    }

    /** Collects patterns; not thread-safe. */
    public static final class Builder {

        private final List<PolicyRule> rules = new ArrayList<>();
        private Unlisted unlisted = Unlisted.SYSTEM;

        private Builder() {}

        /**
         * Believes only addresses in these ranges; if there are none, the lookup fails (the last good answer is served
         * meanwhile).
         *
         * @param pattern a host name, or {@code *.} and a suffix
         * @param cidrs IPv4 or IPv6 ranges, at least one. A range named here is believed even if it is loopback or
         *     link-local. Only the families of the ranges are asked for.
         * @return this
         */
        public Builder allow(String pattern, String... cidrs) {
            return add(pattern, false, cidrs);
        }

        /**
         * Prefers addresses in these ranges; if no server gives one and no good answer is known, any answer is used for
         * the shortest time-to-live and counted.
         *
         * @param pattern a host name, or {@code *.} and a suffix
         * @param cidrs IPv4 or IPv6 ranges, at least one
         * @return this
         */
        public Builder prefer(String pattern, String... cidrs) {
            return add(pattern, true, cidrs);
        }

        private Builder add(String pattern, boolean failOpen, String... cidrs) {
            Checks.check(cidrs.length > 0, "cidrs of " + pattern, "at least one range", "none");
            List<Cidr> ranges = Arrays.stream(cidrs).map(Cidr::parse).toList();
            rules.add(new PolicyRule(HostPattern.parse(pattern), ranges, failOpen));
            return this;
        }

        /**
         * Sets what happens to hosts that no pattern names. Default: {@link Unlisted#SYSTEM}.
         *
         * @param choice the choice
         * @return this
         */
        public Builder unlisted(Unlisted choice) {
            this.unlisted = choice;
            return this;
        }

        /**
         * Builds the policy.
         *
         * @return the policy
         * @throws IllegalArgumentException if two patterns are the same
         */
        public AnswerPolicy build() {
            Set<HostPattern> seen = new HashSet<>();
            for (PolicyRule rule : rules) {
                Checks.check(seen.add(rule.pattern()), "host pattern", "given once", rule.pattern() + " twice");
            }
            List<PolicyRule> sorted = new ArrayList<>(rules);
            sorted.sort(
                    Comparator.comparingInt((PolicyRule rule) -> -rule.pattern().specificity()));
            return new AnswerPolicy(List.copyOf(sorted), unlisted);
        }
    }
}

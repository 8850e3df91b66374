package io.mangaassist.pool;

import io.mangaassist.core.Checks;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The checked settings of a {@link BedrockPool}. */
record BedrockPoolConfig(
        String name,
        List<BedrockRung> rungs,
        PoolWaiting waiting,
        double hedgeShare,
        Duration firstTokenTimeout,
        Duration totalTimeout,
        Duration drain,
        PoolBreaker breaker,
        boolean keepSites) {

    BedrockPoolConfig {
        Checks.notBlank("name", name);
        rungs = List.copyOf(rungs);
        Checks.check(!rungs.isEmpty(), "rungs", "at least one", 0);
        Set<String> names = new HashSet<>();
        for (BedrockRung rung : rungs) {
            Checks.check(names.add(rung.name()), "names of rungs", "different", rung.name() + " twice");
        }
        Checks.check(hedgeShare >= 0 && hedgeShare <= 0.2, "hedge", "within 0..0.2", hedgeShare);
        Checks.positive("firstTokenTimeout", firstTokenTimeout);
        Checks.check(
                firstTokenTimeout.compareTo(totalTimeout) <= 0,
                "firstTokenTimeout",
                "<= totalTimeout (" + totalTimeout + ")",
                firstTokenTimeout);
        Checks.check(!drain.isNegative(), "drain", ">= 0", drain);
        for (BedrockRung rung : rungs) {
            double most = (double) rung.maxTokens().orElse(0) * rung.quota().burndown();
            double quota = rung.quota().tokensPerMinute();
            Checks.check(
                    quota == 0 || most <= quota,
                    "maxTokens x burndown of rung " + rung.name(),
                    "<= its tokenQuota (" + (long) quota + ")",
                    (long) most);
            Checks.check(
                    rung.quota().fleet() == null || rung.quota().isLimited(),
                    "fleetQuota of rung " + rung.name(),
                    "of a requestQuota or a tokenQuota",
                    "without either");
            Duration own = rung.firstTokenTimeout();
            Checks.check(
                    own == null || own.compareTo(firstTokenTimeout) <= 0,
                    "firstTokenTimeout of rung " + rung.name(),
                    "<= firstTokenTimeout (" + firstTokenTimeout + ")",
                    own);
        }
    }
}

package io.mangaassist.dns;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.ScheduledExecutorService;

/** What every race needs. */
record RaceTools(
        AnswerReader reader,
        AnswerJudge judge,
        HedgeBudget budget,
        DnsMeters meters,
        FlightRecorder recorder,
        Clock clock,
        ScheduledExecutorService scheduler) {}

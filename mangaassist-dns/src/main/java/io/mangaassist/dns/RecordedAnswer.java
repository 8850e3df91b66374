package io.mangaassist.dns;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One answer of one name server as it came, for the post-mortem.
 *
 * @param at when it came
 * @param server the name server's address and port
 * @param question the name that was asked for
 * @param type {@code IPV4} or {@code IPV6}
 * @param verdict what it was worth: accepted, filtered, rejected, empty, nxdomain, servfail, malformed, timeout or
 *     unreachable
 * @param ttl the smallest time-to-live in it, as given
 * @param addresses every address in it, also those that were left out
 * @param took from the question to the answer
 */
public record RecordedAnswer(
        Instant at,
        String server,
        String question,
        String type,
        String verdict,
        Duration ttl,
        List<String> addresses,
        Duration took) {}

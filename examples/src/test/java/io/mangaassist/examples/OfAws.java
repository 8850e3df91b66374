package io.mangaassist.examples;

import java.util.Map;
import java.util.Set;

/** The metrics in {@code ops/} that are not ours, by whom they come from. Short on purpose: each is a name to keep up. */
final class OfAws {

    /** What AWS emits by itself. */
    static final Map<String, Set<String>> METRICS = Map.of(
            "AWS/Bedrock", Set.of("InvocationThrottles"),
            "AWS/ElastiCache",
                    Set.of("DatabaseMemoryUsagePercentage", "Evictions", "CurrConnections", "BytesUsedForCache"),
            "AWS/NATGateway", Set.of("BytesOutToDestination", "ActiveConnectionCount"));

    /** What Prometheus's CloudWatch exporter makes of them. */
    static final Set<String> EXPORTED =
            Set.of("aws_natgateway_bytes_out_to_destination_sum", "aws_natgateway_active_connection_count_maximum");

    private OfAws() {}
}

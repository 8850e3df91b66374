package io.mangaassist.pool;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseMetrics;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.PayloadPart;

/**
 * How long Bedrock says that it took to the first byte. A stream of {@code converseStream} says only how long it took in
 * all, which holds the caller's own reading as well: nothing is worked out from that.
 */
final class BedrockReportedLatency {

    static final long UNKNOWN = -1;

    private static final String HEADER = "x-amzn-bedrock-invocation-latency";
    private static final Pattern FIRST_BYTE = Pattern.compile("(?<!\\\\)\"firstByteLatency\"\\s*:\\s*(\\d{1,9})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private BedrockReportedLatency() {}

    /** Returns milliseconds, or {@link #UNKNOWN}. */
    static long ofAnswer(@Nullable Object answer) {
        if (answer instanceof ConverseResponse converse) {
            ConverseMetrics metrics = converse.metrics();
            return metrics == null || metrics.latencyMs() == null ? UNKNOWN : metrics.latencyMs();
        }
        SdkHttpResponse http = answer instanceof InvokeModelResponse invoked ? invoked.sdkHttpResponse() : null;
        return http == null
                ? UNKNOWN
                : http.firstMatchingHeader(HEADER)
                        .filter(value -> NUMBER.matcher(value).matches())
                        .map(Long::valueOf)
                        .orElse(UNKNOWN);
    }

    /** Reads the last event of a stream; returns milliseconds, or {@link #UNKNOWN}. */
    static long ofLastEvent(Object event) {
        if (event instanceof PayloadPart part && part.bytes() != null) {
            Matcher matcher = FIRST_BYTE.matcher(part.bytes().asString(StandardCharsets.UTF_8));
            return matcher.find() ? Long.parseLong(matcher.group(1)) : UNKNOWN;
        }
        return UNKNOWN;
    }
}

package io.mangaassist.core;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;

/**
 * What an application may say of a single request to an AWS client that MangaAssist wraps. Attributes travel with the
 * request's override configuration and are not sent to AWS.
 *
 * <pre>{@code
 * request.overrideConfiguration(c -> c
 *         .putExecutionAttribute(AwsRequestAttributes.INTENT, "order")
 *         .putExecutionAttribute(AwsRequestAttributes.FIRST_TOKEN_TIMEOUT, Duration.ofMillis(1_500)));
 * }</pre>
 *
 * <p>Needs {@code software.amazon.awssdk:sdk-core}, an optional dependency of this module.
 */
public final class AwsRequestAttributes {

    /** The time budget of the request, begun earlier; the other time settings do not count beside it. */
    public static final ExecutionAttribute<Deadline> DEADLINE = new ExecutionAttribute<>("MangaAssistDeadline");
    /** How long the caller waits for the first token. */
    public static final ExecutionAttribute<Duration> FIRST_TOKEN_TIMEOUT =
            new ExecutionAttribute<>("MangaAssistFirstTokenTimeout");
    /** The priority of the request. */
    public static final ExecutionAttribute<Lane> LANE = new ExecutionAttribute<>("MangaAssistLane");
    /** What the customer wants, by a name that the application chose, as in {@code order}. */
    public static final ExecutionAttribute<String> INTENT = new ExecutionAttribute<>("MangaAssistIntent");
    /** How the application recognises this request later. Appears in callbacks, never in logs or meters. */
    public static final ExecutionAttribute<String> CORRELATION_ID =
            new ExecutionAttribute<>("MangaAssistCorrelationId");

    private static final Duration SHORTEST = Duration.ofNanos(1);

    private AwsRequestAttributes() {}

    /**
     * Returns an attribute of a request.
     *
     * @param request the request
     * @param attribute which one
     * @param <T> its type
     * @return the value, if the caller gave one
     */
    public static <T> Optional<T> get(SdkRequest request, ExecutionAttribute<T> attribute) {
        return configuration(request)
                .map(configuration -> configuration.executionAttributes().getAttribute(attribute));
    }

    /** Returns the request's deadline: {@link #DEADLINE}, else its timeouts, else the defaults, counted from now. */
    @Internal
    public static Deadline deadline(
            SdkRequest request, Duration defaultFirstToken, Duration defaultTotal, Clock clock) {
        return get(request, DEADLINE).orElseGet(() -> {
            Duration total = configuration(request)
                    .flatMap(RequestOverrideConfiguration::apiCallTimeout)
                    .orElse(defaultTotal);
            Duration wanted = get(request, FIRST_TOKEN_TIMEOUT).orElse(defaultFirstToken);
            // A caller whose time has run out already gets a deadline that has passed, not an exception.
            Duration firstToken = wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted;
            return Deadline.in(firstToken.compareTo(total) < 0 ? firstToken : total, total, clock);
        });
    }

    private static Optional<RequestOverrideConfiguration> configuration(SdkRequest request) {
        return request.overrideConfiguration().map(configuration -> configuration);
    }
}

package io.mangaassist.core;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.ssm.SsmAsyncClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * Feeds {@link LiveSettings} from AWS Systems Manager Parameter Store: a setting {@code bedrock-pool-size} follows the
 * parameter {@code /manga-assist/prod/bedrock-pool-size}.
 *
 * <pre>{@code
 * SsmSettings feed = SsmSettings.builder(settings, SsmAsyncClient.create()).path("/manga-assist/prod").start();
 * }</pre>
 *
 * <p>The path is read at the start and then every 20 s, give or take a fifth, so that a fleet does not ask at once. A
 * refusal or a time-out doubles the pause, up to 5 minutes, and changes no value: the last good ones stay. A parameter
 * that was deleted lets the weaker sources speak again. Encrypted parameters are not decrypted, so that the task needs
 * {@code ssm:GetParametersByPath} on the path and nothing else. Nothing blocks; one daemon thread keeps the time unless a scheduler is given.
 *
 * <p>Needs {@code software.amazon.awssdk:ssm}, an optional dependency of this module.
 */
public final class SsmSettings implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SsmSettings.class);
    /** What Parameter Store gives in one answer. */
    private static final int PAGE = 10;
    /** A path of more pages than this is not ours. */
    private static final int MAX_PAGES = 100;
    /** For one answer; a call that never ends would be a setting that never changes again. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final LiveSettings settings;
    private final SsmAsyncClient client;
    private final String path;
    private final PollSchedule schedule;
    private volatile boolean failing;

    private SsmSettings(LiveSettings settings, SsmAsyncClient client, String path, PollSchedule.Config config) {
        this.settings = settings;
        this.client = client;
        this.path = path;
        this.schedule = new PollSchedule(config, this::poll);
    }

    /**
     * Returns a builder.
     *
     * @param settings what is fed; stays the caller's
     * @param client asks Parameter Store; stays the caller's
     * @return the builder
     */
    public static Builder builder(LiveSettings settings, SsmAsyncClient client) {
        return new Builder(settings, client);
    }

    /** Ends the reading. The settings keep their values. May be called twice. */
    @Override
    public void close() {
        schedule.close();
    }

    private CompletableFuture<Boolean> poll() {
        long start = Clock.SYSTEM.monotonicTime();
        return page(null, new HashMap<>(), 1).handle((values, failure) -> {
            if (schedule.isClosed()) {
                return false;
            }
            if (failure == null) {
                settings.names().forEach(name -> settings.offer(SettingSource.SSM, name, values.get(name)));
            }
            Outcome outcome = failure == null ? Outcome.SUCCESS : outcome(failure);
            long nanos = Clock.SYSTEM.monotonicTime() - start;
            Guard.safely(LOG, "A meter", () -> settings.meters().poll(outcome).record(nanos, TimeUnit.NANOSECONDS));
            changed(failure);
            return failure == null;
        });
    }

    private CompletableFuture<Map<String, String>> page(
            @Nullable String token, Map<String, String> values, int number) {
        if (number > MAX_PAGES) {
            // A listing that is not whole must not look as if parameters had been deleted.
            return CompletableFuture.failedFuture(new IllegalStateException("more than " + MAX_PAGES + " pages"));
        }
        return client.getParametersByPath(request -> request.path(path)
                        .maxResults(PAGE)
                        .nextToken(token)
                        .overrideConfiguration(c -> c.apiCallTimeout(LIMIT)))
                .thenCompose(answer -> {
                    take(answer, values);
                    boolean last =
                            answer.nextToken() == null || answer.nextToken().isEmpty();
                    return last
                            ? CompletableFuture.completedFuture(values)
                            : page(answer.nextToken(), values, number + 1);
                });
    }

    private void take(GetParametersByPathResponse answer, Map<String, String> values) {
        for (Parameter parameter : answer.parameters()) {
            String name = parameter.name().substring(parameter.name().lastIndexOf('/') + 1);
            if (settings.names().contains(name)) {
                values.put(name, parameter.value());
            }
        }
    }

    /** One line for each change between working and not working, never one for each poll. */
    private void changed(@Nullable Throwable failure) {
        if (failure == null && failing) {
            LOG.info("Parameter Store answers again for {}", path);
        } else if (failure != null && !failing) {
            Throwable cause = unwrap(failure);
            LOG.warn("Parameter Store does not answer for {} ({}); the last values stay", path, cause.getClass());
        }
        failing = failure != null;
    }

    private static Outcome outcome(Throwable failure) {
        boolean throttled = unwrap(failure) instanceof SdkServiceException refused && refused.isThrottlingException();
        return throttled ? Outcome.THROTTLED : Outcomes.of(failure);
    }

    private static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public String toString() {
        return "SsmSettings{" + path + ", " + schedule + "}";
    }

    /** Settings of {@link SsmSettings}. Not thread-safe. */
    public static final class Builder {

        private final LiveSettings settings;
        private final SsmAsyncClient client;
        private String path = "/manga-assist/prod";
        private PollSchedule.Config config = PollSchedule.Config.DEFAULT;

        private Builder(LiveSettings settings, SsmAsyncClient client) {
            this.settings = settings;
            this.client = client;
        }

        /**
         * Sets the path, {@code /manga-assist/prod} unless set.
         *
         * @param newPath begins with a slash; one slash at its end is dropped
         * @return this builder
         */
        public Builder path(String newPath) {
            Checks.check(newPath.matches("(/[A-Za-z0-9_.-]+)+/?"), "path", "a parameter path", "'" + newPath + "'");
            this.path = newPath.endsWith("/") ? newPath.substring(0, newPath.length() - 1) : newPath;
            return this;
        }

        /**
         * Sets the pause between two readings, 20 s unless set. Parameter Store allows an account 40 readings a second
         * by default, for all its tasks together.
         *
         * @param pause at least 1 s
         * @return this builder
         */
        public Builder pollEvery(Duration pause) {
            Checks.check(pause.compareTo(Duration.ofSeconds(1)) >= 0, "pollEvery", ">= PT1S", pause);
            this.config = config.pause(pause);
            return this;
        }

        /**
         * Keeps the time with the caller's scheduler instead of a thread of its own.
         *
         * @param scheduler stays the caller's
         * @return this builder
         */
        public Builder scheduler(ScheduledExecutorService scheduler) {
            this.config = config.scheduler(scheduler);
            return this;
        }

        /**
         * Starts to read.
         *
         * @return the feed, to be closed by the caller before the client
         */
        public SsmSettings start() {
            SsmSettings feed = new SsmSettings(settings, client, path, config);
            feed.schedule.start();
            return feed;
        }
    }
}

package io.mangaassist.core;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Where this task runs: region, availability zone, cluster, task and revision. What is not known is
 * {@code "unknown"}, never null. Immutable.
 */
public final class TaskPlacement {

    static final String UNKNOWN = "unknown";
    private static final TaskPlacement NOWHERE = of(UNKNOWN, UNKNOWN);

    /** Detection never delays a start by more than this; the endpoint is on the same host and answers within milliseconds. */
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final String region;
    private final String availabilityZone;
    private final String cluster;
    private final String task;
    private final String revision;

    TaskPlacement(String region, String availabilityZone, String cluster, String task, String revision) {
        this.region = region;
        this.availabilityZone = availabilityZone;
        this.cluster = cluster;
        this.task = task;
        this.revision = revision;
    }

    /**
     * Returns the placement of which nothing is known.
     *
     * @return the one instance
     */
    public static TaskPlacement unknown() {
        return NOWHERE;
    }

    /**
     * Returns a placement given by the application.
     *
     * @param region as in {@code ap-northeast-1}
     * @param availabilityZone as in {@code ap-northeast-1a}
     * @return the placement
     */
    public static TaskPlacement of(String region, String availabilityZone) {
        return new TaskPlacement(
                Checks.notBlank("region", region),
                Checks.notBlank("availabilityZone", availabilityZone),
                UNKNOWN,
                UNKNOWN,
                UNKNOWN);
    }

    /**
     * Asks the ECS task metadata endpoint, version 4, of which ECS tells by the environment variable
     * {@code ECS_CONTAINER_METADATA_URI_V4}. Returns at once; asks on daemon threads of its own.
     *
     * @return completes within one second, with {@link #unknown()} if there is no endpoint or it does not answer as it
     *     should; never fails
     */
    public static CompletableFuture<TaskPlacement> detect() {
        return EcsMetadata.placement(System.getenv(EcsMetadata.VARIABLE), LIMIT);
    }

    /**
     * Returns the region.
     *
     * @return as in {@code ap-northeast-1}
     */
    public String region() {
        return region;
    }

    /**
     * Returns the availability zone.
     *
     * @return as in {@code ap-northeast-1a}
     */
    public String availabilityZone() {
        return availabilityZone;
    }

    /**
     * Returns the name of the cluster.
     *
     * @return the last part of its ARN
     */
    public String cluster() {
        return cluster;
    }

    /**
     * Returns the id of the task.
     *
     * @return the last part of its ARN
     */
    public String task() {
        return task;
    }

    /**
     * Returns the revision of the task definition.
     *
     * @return as in {@code manga-assist-orchestrator:42}
     */
    public String revision() {
        return revision;
    }

    @Override
    public String toString() {
        return "TaskPlacement{" + region + ", " + availabilityZone + ", cluster=" + cluster + ", task=" + task
                + ", revision=" + revision + "}";
    }
}

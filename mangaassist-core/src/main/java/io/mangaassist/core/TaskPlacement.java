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
     * Finds the placement: the environment variables {@code MANGAASSIST_AVAILABILITY_ZONE} and {@code AWS_REGION} if
     * the first is set, else the ECS task metadata endpoint, version 4, of which ECS tells by
     * {@code ECS_CONTAINER_METADATA_URI_V4}. Returns at once; asks on daemon threads of its own.
     *
     * @return completes within one second, with {@link #unknown()} if nobody answers as expected; never fails
     */
    public static CompletableFuture<TaskPlacement> detect() {
        return PlacementSources.ofTheProcess(LIMIT).detect();
    }

    /**
     * Finds the placement as {@link #detect()} does, and where that finds nothing asks the EC2 instance metadata
     * service, version 2. A method of its own, because outside of EC2 that question is one to a foreign address.
     *
     * @return completes within three seconds, with {@link #unknown()} if nobody answers as expected; never fails
     */
    public static CompletableFuture<TaskPlacement> detectOnEc2() {
        return PlacementSources.ofTheProcess(LIMIT).detectOnEc2();
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

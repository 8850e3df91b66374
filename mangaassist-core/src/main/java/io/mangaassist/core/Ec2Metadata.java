package io.mangaassist.core;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a zone from the EC2 instance metadata service, version 2: a token by {@code PUT /latest/api/token}, then
 * {@code GET /latest/meta-data/placement/availability-zone} with it.
 */
final class Ec2Metadata {

    static final String ENDPOINT = "http://169.254.169.254";

    private static final String NAME = "The EC2 metadata endpoint";

    private Ec2Metadata() {}

    static CompletableFuture<TaskPlacement> placement(String endpoint, Duration limit) {
        return MetadataCall.to(NAME, endpoint + "/latest/api/token", limit)
                .header("X-aws-ec2-metadata-token-ttl-seconds", "60")
                .put(token -> token)
                .thenCompose(token -> MetadataCall.to(
                                NAME, endpoint + "/latest/meta-data/placement/availability-zone", limit)
                        .header("X-aws-ec2-metadata-token", token)
                        .get(Ec2Metadata::parse))
                .exceptionally(failure -> TaskPlacement.unknown());
    }

    private static TaskPlacement parse(String zone) throws IOException {
        String region = EcsMetadata.regionOf(zone.strip());
        if (region.equals(TaskPlacement.UNKNOWN)) {
            throw new IOException("no zone");
        }
        return TaskPlacement.of(region, zone.strip());
    }
}

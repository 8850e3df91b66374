package io.mangaassist.core;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Asks the sources of a placement, the strongest first. */
record PlacementSources(UnaryOperator<@Nullable String> environment, String ec2Endpoint, Duration limit) {

    static PlacementSources ofTheProcess(Duration limit) {
        return new PlacementSources(name -> name == null ? null : System.getenv(name), Ec2Metadata.ENDPOINT, limit);
    }

    CompletableFuture<TaskPlacement> detect() {
        String zone = environment.apply("MANGAASSIST_AVAILABILITY_ZONE");
        if (zone == null || zone.isBlank()) {
            return EcsMetadata.placement(environment.apply(EcsMetadata.VARIABLE), limit);
        }
        String region = environment.apply("AWS_REGION");
        return CompletableFuture.completedFuture(
                TaskPlacement.of(region == null || region.isBlank() ? EcsMetadata.regionOf(zone) : region, zone));
    }

    CompletableFuture<TaskPlacement> detectOnEc2() {
        return detect().thenCompose(found -> found == TaskPlacement.unknown()
                ? Ec2Metadata.placement(ec2Endpoint, limit)
                : CompletableFuture.completedFuture(found));
    }
}

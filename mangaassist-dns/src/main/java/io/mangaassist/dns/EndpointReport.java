package io.mangaassist.dns;

import java.time.Instant;
import java.util.List;

/**
 * What a check of all endpoints found.
 *
 * @param at when it began
 * @param endpoints in the order of the expectations
 */
public record EndpointReport(Instant at, List<EndpointHealth> endpoints) {

    /**
     * Says whether every endpoint meets its expectation.
     *
     * @return true if a deployment may go on
     */
    public boolean isHealthy() {
        return endpoints.stream().allMatch(EndpointHealth::isHealthy);
    }

    /**
     * Returns the report for people.
     *
     * @return lines of fixed columns
     */
    public String table() {
        return EndpointTable.render(this);
    }

    /**
     * Returns the report for programs.
     *
     * @return one JSON object
     */
    public String json() {
        return EndpointJson.render(this);
    }
}

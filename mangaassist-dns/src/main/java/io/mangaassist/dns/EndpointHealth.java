package io.mangaassist.dns;

import java.util.List;

/**
 * What was found of one endpoint.
 *
 * @param expectation where it should lead
 * @param route where it leads, over all name servers
 * @param servers what each name server says
 * @param addresses every address that was found, each once
 * @param missingZones zones that were named to the checker and have no address of this endpoint
 * @param problems why it does not meet its expectation; empty if it does
 */
public record EndpointHealth(
        EndpointExpectation expectation,
        EndpointRoute route,
        List<ServerView> servers,
        List<AddressHealth> addresses,
        List<String> missingZones,
        List<String> problems) {

    /**
     * Says whether the endpoint meets its expectation.
     *
     * @return true if there are no problems
     */
    public boolean isHealthy() {
        return problems.isEmpty();
    }

    /**
     * What one name server says.
     *
     * @param server its address and port, or {@code system}
     * @param route where its addresses lead
     * @param millis how long it took
     * @param ttlSeconds the smallest time-to-live, -1 if it is not known
     * @param addresses as it gave them
     */
    public record ServerView(
            String server, EndpointRoute route, double millis, long ttlSeconds, List<String> addresses) {}

    /**
     * What was found at one address.
     *
     * @param address the address
     * @param zone its availability zone, or {@code unknown}
     * @param expected whether it is in the expected ranges; if not, it was not connected to
     * @param connectMillis how long a connection took, -1 if there was none
     * @param tlsMillis how long the TLS handshake took, -1 if there was none
     * @param certificate the name of the server's certificate, empty if there was no handshake
     * @param problem what went wrong, empty if nothing
     */
    public record AddressHealth(
            String address,
            String zone,
            boolean expected,
            double connectMillis,
            double tlsMillis,
            String certificate,
            String problem) {}
}

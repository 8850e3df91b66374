package io.mangaassist.testkit;

/**
 * What passed a {@link TcpProxy} since it started.
 *
 * @param connections accepted and open; refused ones are not counted
 * @param bytesToServer passed on from clients
 * @param bytesToClient passed on from the server
 */
public record ProxyCounts(ConnectionCounts connections, long bytesToServer, long bytesToClient) {}

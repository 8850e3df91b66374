package io.mangaassist.cache;

/**
 * Is told what goes wrong with Redis, on a thread of the connection, so it must not block. What it throws is logged and
 * ignored. {@link RedisFault#READONLY} and {@link RedisFault#UNREACHABLE} are what a DNS resolver wants to hear.
 */
@FunctionalInterface
public interface RedisFaultListener {

    /**
     * A fault began, changed, or has lasted for another second.
     *
     * @param fault what is wrong
     * @param host the host as configured, or as the cluster announced it
     * @param port its port
     */
    void onFault(RedisFault fault, String host, int port);
}

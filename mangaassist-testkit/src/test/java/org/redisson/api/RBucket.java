package org.redisson.api;

import java.util.concurrent.CompletionStage;

/** Stands in for the real one. */
public interface RBucket<V> {

    void set(V value);

    CompletionStage<Void> setAsync(V value);

    V get();
}

package io.mangaassist.peers;

import java.util.List;

/** A way to write to Redis, on trial. Made by a constructor that takes the port and the {@link Tally}. */
public interface Peer extends AutoCloseable {

    /** How long an entry lives: long enough for a run. */
    long TTL_MILLIS = 1_800_000;

    /** How long a careful user lets a command take. */
    long TIMEOUT_MILLIS = 500;

    /** One write as a request makes it. What it throws is a write that the caller was told has failed. */
    void write(String key, byte[] value) throws Exception;

    /** Many writes at once, in the way that is quickest for this library; one by one if it has no such way. */
    default void writeAll(List<String> keys, byte[] value) throws Exception {
        for (String key : keys) {
            write(key, value);
        }
    }

    /** Writes whose end is not known yet, as far as the library tells. */
    default long outstanding() {
        return 0;
    }

    /** Called before the tally is read; a library with counts of its own hands them over. */
    default void settle() {}
}

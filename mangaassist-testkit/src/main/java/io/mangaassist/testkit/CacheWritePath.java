package io.mangaassist.testkit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A way from a handler to a cache write.
 *
 * @param steps methods of the team, from the handler to the one that writes
 * @param write what is called there
 * @param at source file and line
 * @param composed the method that writes also composes or awaits futures
 * @param effect what the write does to its caller
 */
record CacheWritePath(List<String> steps, String write, String at, boolean composed, String effect) {

    CacheWritePath {
        steps = List.copyOf(steps);
    }

    /** The finding without the handler's name. */
    String describe() {
        return (composed ? "composes its answer with the cache write " : "reaches the cache write ")
                + write
                + " at "
                + at
                + " ["
                + steps.stream().collect(Collectors.joining(" -> "))
                + "]: "
                + (composed ? "the answer comes after the write" : effect);
    }
}

package io.mangaassist.dns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that are known. Those that configuration names are kept for ever; of the others the least useful makes room
 * when there are too many, so that a flood of names cannot push the important ones out.
 */
final class HostTable {

    private final ConcurrentMap<String, KnownHost> pinned = new ConcurrentHashMap<>();
    private final Cache<String, KnownHost> others;
    private final Function<String, KnownHost> make;

    /**
     * Makes an empty table.
     *
     * @param maxOthers how many hosts that configuration does not name are kept
     * @param make makes a host of a name in normal form
     */
    HostTable(int maxOthers, Executor housekeeping, Function<String, KnownHost> make) {
        this.make = make;
        this.others = Caffeine.newBuilder()
                .maximumSize(maxOthers)
                .executor(task -> keepHouse(housekeeping, task))
                .evictionListener((@Nullable String name, @Nullable KnownHost host, RemovalCause cause) -> {
                    if (host != null) {
                        host.retire();
                    }
                })
                .build();
    }

    /** After the closing, the cache tidies up in the thread of whoever still asks. */
    private static void keepHouse(Executor housekeeping, Runnable task) {
        try {
            housekeeping.execute(task);
        } catch (RejectedExecutionException closed) {
            task.run();
        }
    }

    /** Returns the host of this name, given in normal form, or null. Allocates nothing. */
    @Nullable
    KnownHost find(String name) {
        KnownHost host = pinned.get(name);
        return host != null ? host : others.getIfPresent(name);
    }

    /** Returns the host of this name in normal form, which is known from now on. */
    KnownHost findOrAdd(String name) {
        KnownHost known = find(name);
        if (known != null) {
            return known;
        }
        KnownHost made = make.apply(name);
        if (made.profile().pinned()) {
            KnownHost first = pinned.putIfAbsent(name, made);
            return first != null ? first : made;
        }
        return others.get(name, absent -> made);
    }

    /** Returns the host of this name in normal form, which is never forgotten from now on. */
    KnownHost pin(String name) {
        KnownHost host = pinned.computeIfAbsent(name, this::findOrMake);
        others.invalidate(name);
        if (host.isRetired()) {
            // It made room in between; from here on it cannot any more.
            pinned.replace(name, host, make.apply(name));
            host = pinned.getOrDefault(name, host);
        }
        host.pin();
        return host;
    }

    private KnownHost findOrMake(String name) {
        KnownHost other = others.getIfPresent(name);
        return other != null ? other : make.apply(name);
    }

    Collection<KnownHost> all() {
        List<KnownHost> all = new ArrayList<>(pinned.values());
        all.addAll(others.asMap().values());
        return all;
    }

    long size() {
        return pinned.size() + others.estimatedSize();
    }

    /** Forgets every host. */
    void clear() {
        all().forEach(KnownHost::retire);
        pinned.clear();
        others.invalidateAll();
    }
}

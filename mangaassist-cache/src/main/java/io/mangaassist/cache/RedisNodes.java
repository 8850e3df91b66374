package io.mangaassist.cache;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Which primaries there are, which one holds a key, and how to connect to it. Never waits. */
interface RedisNodes {

    /** Returns the primary of a key, or null while the cluster's layout is not known. */
    @Nullable
    RedisNode nodeOf(byte[] key);

    /** Returns the primaries known now. */
    List<RedisNode> primaries();

    /** Hints that the layout has changed; asks the cluster again, not more often than makes sense. */
    void layoutChanged();

    /** Returns what is known of the nodes' outages. */
    Outages outages();

    /** Connects; fails with {@link RedisFaultException}. */
    CompletionStage<RedisLink> connect(RedisNode node);
}

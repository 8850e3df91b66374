package io.mangaassist.cache;

import io.micrometer.core.instrument.MockClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One node whose every reply is the test's decision, so that an order of events can be written down. One thread. */
final class ScriptedRedis implements RedisNodes {

    private static final RedisNode ONLY = new RedisNode("scripted", 1);

    final MockClock clock = new MockClock();
    private final Outages outages = new Outages(clock);

    final List<RedisCall> calls = new ArrayList<>();
    /** Completed unless the test wants a connection to take its time. */
    CompletableFuture<RedisLink> connecting = CompletableFuture.completedFuture(new Link());
    /** False while the layout is not known. */
    boolean known = true;

    /** Takes the oldest call that waits for its reply. */
    RedisCall next() {
        return calls.remove(0);
    }

    /** Answers all that wait and returns how many they were. */
    int answerAll() {
        int answered = 0;
        while (!calls.isEmpty()) {
            next().replied(null);
            answered++;
        }
        return answered;
    }

    @Override
    public @Nullable RedisNode nodeOf(byte[] key) {
        return known ? ONLY : null;
    }

    @Override
    public List<RedisNode> primaries() {
        return known ? List.of(ONLY) : List.of();
    }

    @Override
    public Outages outages() {
        return outages;
    }

    @Override
    public void layoutChanged() {
        // the test says what the layout is
    }

    @Override
    public CompletionStage<RedisLink> connect(RedisNode node) {
        return connecting;
    }

    /** Hands what is sent to the test. */
    final class Link implements RedisLink {

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void send(List<? extends RedisCall> sent) {
            calls.addAll(sent);
        }

        @Override
        public CompletionStage<Page> scan(String cursor, String pattern) {
            return CompletableFuture.completedFuture(new Page(Page.FIRST, List.of()));
        }

        @Override
        public CompletionStage<Void> close() {
            return CompletableFuture.completedFuture(null);
        }
    }
}

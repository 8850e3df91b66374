package io.mangaassist.testkit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Settings and counters that all connections of a proxy share. Thread-safe. */
final class ProxyState {
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong toServer = new AtomicLong();
    private final AtomicLong toClient = new AtomicLong();
    private volatile Duration delayToServer = Duration.ZERO;
    private volatile Duration delayToClient = Duration.ZERO;
    private volatile boolean hold;
    private volatile boolean refuse;

    void delayToServer(Duration value) {
        delayToServer = value;
    }

    Duration delayToServer() {
        return delayToServer;
    }

    void delayToClient(Duration value) {
        delayToClient = value;
    }

    Duration delayToClient() {
        return delayToClient;
    }

    void hold(boolean value) {
        hold = value;
    }

    boolean holds() {
        return hold;
    }

    void refuse(boolean value) {
        refuse = value;
    }

    boolean refuses() {
        return refuse;
    }

    void opened() {
        opened.incrementAndGet();
    }

    void passedToServer(long bytes) {
        toServer.addAndGet(bytes);
    }

    void passedToClient(long bytes) {
        toClient.addAndGet(bytes);
    }

    ProxyCounts counts(long open) {
        return new ProxyCounts(new ConnectionCounts(opened.get(), open), toServer.get(), toClient.get());
    }
}

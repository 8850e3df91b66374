package io.mangaassist.peers;

import io.lettuce.core.RedisURI;
import io.mangaassist.cache.CacheScope;
import io.mangaassist.cache.CacheWriter;
import io.mangaassist.cache.RedisConnector;
import io.mangaassist.cache.WriterSnapshot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Ours, as it comes. */
public final class MangaAssist implements Peer {

    private final RedisConnector connector;
    private final CacheWriter writer;
    private final CacheScope scope = CacheScope.builder("peers").build();
    private final Tally tally;

    public MangaAssist(int port, Tally tally) {
        this.connector = RedisConnector.of(RedisURI.create("127.0.0.1", port));
        this.writer = CacheWriter.builder(connector)
                .meterRegistry(new SimpleMeterRegistry())
                .build();
        this.tally = tally;
    }

    @Override
    public void write(String key, byte[] value) {
        writer.write(scope.key(key), value);
    }

    @Override
    public long outstanding() {
        WriterSnapshot now = writer.snapshot();
        return now.queued() + now.inFlight();
    }

    @Override
    public void settle() {
        WriterSnapshot end = writer.snapshot();
        tally.written(end.written());
        tally.failed(end.failed() + end.droppedTotal() + end.coalesced());
        tally.unknown(end.unknown());
        System.err.println("ours: " + end);
    }

    @Override
    public void close() {
        writer.close();
        connector.close();
    }
}

package io.mangaassist.operate;

import io.mangaassist.core.InstanceMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Queue;

/** The meters of an {@link EmfMeterRegistry} about itself. */
final class EmfMeters implements AutoCloseable {

    private final InstanceMeters meters;
    private final Counter written;
    private final Counter dropped;
    private final Counter failed;

    EmfMeters(MeterRegistry registry, String name, Queue<?> queue) {
        this.meters = InstanceMeters.create(registry, "emf", name);
        this.written = meters.counter(OperateMeter.EMF_DOCUMENTS, "written");
        this.dropped = meters.counter(OperateMeter.EMF_DOCUMENTS, "dropped");
        this.failed = meters.counter(OperateMeter.EMF_DOCUMENTS, "failed");
        meters.gauge(OperateMeter.EMF_QUEUE, queue, Queue::size);
    }

    void written() {
        written.increment();
    }

    void dropped(int documents) {
        dropped.increment(documents);
    }

    void failed() {
        failed.increment();
    }

    @Override
    public void close() {
        meters.close();
    }
}

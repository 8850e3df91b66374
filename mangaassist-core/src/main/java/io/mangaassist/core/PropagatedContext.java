package io.mangaassist.core;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;

/** The variant for applications that have context-propagation; loaded only then. */
final class PropagatedContext extends CapturedContext {

    private static final ContextSnapshotFactory FACTORY =
            ContextSnapshotFactory.builder().build();

    private final ContextSnapshot snapshot;

    private PropagatedContext(ContextSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    static CapturedContext ofThisThread() {
        return new PropagatedContext(FACTORY.captureAll());
    }

    @Override
    public Runnable wrap(Runnable task) {
        return snapshot.wrap(task);
    }
}

package io.mangaassist.core;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The variant for applications that have context-propagation; loaded only then. */
final class PropagatedContext extends CapturedContext {

    private static final Logger LOG = LoggerFactory.getLogger(PropagatedContext.class);
    private static final ContextSnapshotFactory FACTORY =
            ContextSnapshotFactory.builder().build();
    /** What a thread without any context gives. */
    private static final ContextSnapshot NOTHING = FACTORY.captureFrom();

    private final ContextSnapshot snapshot;

    private PropagatedContext(ContextSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** A thread-local that cannot be read costs the context, not the work. */
    static CapturedContext ofThisThread() {
        try {
            ContextSnapshot here = FACTORY.captureAll();
            return here.equals(NOTHING) ? none() : new PropagatedContext(here);
        } catch (RuntimeException broken) {
            warn(broken);
            return none();
        }
    }

    @Override
    public Runnable wrap(Runnable task) {
        return () -> {
            ContextSnapshot.Scope scope = open();
            try {
                task.run();
            } finally {
                Guard.safely(LOG, "A thread-local of the context", scope::close);
            }
        };
    }

    private ContextSnapshot.Scope open() {
        try {
            return snapshot.setThreadLocals();
        } catch (RuntimeException broken) {
            warn(broken);
            return () -> {};
        }
    }

    private static void warn(RuntimeException broken) {
        Guard.safely(LOG, "A thread-local of the context", () -> {
            throw broken;
        });
    }
}

package io.mangaassist.core;

/**
 * The trace context (and other registered thread-locals) of the thread that called {@link #capture()}, to be put back
 * on another thread. Uses Micrometer's context-propagation when the application has it; else it carries nothing.
 */
@Internal
public abstract class CapturedContext {

    private static final boolean AVAILABLE = isAvailable();

    /** Seals the class: only the two variants below. */
    CapturedContext() {}

    /** Returns the context of the calling thread. */
    public static CapturedContext capture() {
        return AVAILABLE ? PropagatedContext.ofThisThread() : none();
    }

    /** Returns the context that carries nothing; it is what {@link #capture()} returns where there is nothing. */
    public static CapturedContext none() {
        return EmptyContext.INSTANCE;
    }

    /** Returns a task that runs {@code task} under this context. */
    public abstract Runnable wrap(Runnable task);

    private static boolean isAvailable() {
        try {
            Class.forName(
                    "io.micrometer.context.ContextSnapshotFactory", false, CapturedContext.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    private static final class EmptyContext extends CapturedContext {

        static final EmptyContext INSTANCE = new EmptyContext();

        @Override
        public Runnable wrap(Runnable task) {
            return task;
        }
    }
}

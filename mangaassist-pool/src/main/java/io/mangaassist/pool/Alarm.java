package io.mangaassist.pool;

import org.jspecify.annotations.Nullable;

/** Something to be done at a time unless it is cancelled before. Forgets it then: what was cancelled keeps nothing alive. */
final class Alarm {

    private volatile @Nullable Runnable task;

    /** The alarm set before this one for the same tick; written before both are shared. */
    @Nullable
    Alarm earlier;

    Alarm(Runnable task) {
        this.task = task;
    }

    @Nullable
    Runnable take() {
        Runnable taken = task;
        task = null;
        return taken;
    }

    static void cancel(@Nullable Alarm alarm) {
        if (alarm != null) {
            alarm.task = null;
        }
    }
}

package io.mangaassist.pool;

import org.jspecify.annotations.Nullable;

/** A linked queue from whose both ends and middle a waiter leaves in constant time. Guarded by the pool's lock. */
final class WaiterQueue {

    private @Nullable PermitWaiter first;
    private @Nullable PermitWaiter last;
    private int size;

    int size() {
        return size;
    }

    @Nullable
    PermitWaiter first() {
        return first;
    }

    @Nullable
    PermitWaiter last() {
        return last;
    }

    void addLast(PermitWaiter waiter) {
        waiter.previous = last;
        waiter.queued = true;
        if (last == null) {
            first = waiter;
        } else {
            last.next = waiter;
        }
        last = waiter;
        size++;
    }

    /** Returns false if the waiter had left before. */
    boolean remove(PermitWaiter waiter) {
        if (!waiter.queued) {
            return false;
        }
        PermitWaiter before = waiter.previous;
        PermitWaiter after = waiter.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        waiter.previous = null;
        waiter.next = null;
        waiter.queued = false;
        size--;
        return true;
    }
}

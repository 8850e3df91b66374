package io.mangaassist.cache;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * A queued entry is replaced by callers until the writer takes it: as if one thread did it all in some order, so that no
 * content is both sent and replaced, and none is neither.
 */
@Param(name = "number", gen = IntGen.class, conf = "1:9")
public final class SlotLincheckTest {

    private final Slot slot = new Slot(Keys.key(1), content(0));

    private static Payload content(int number) {
        return Payload.store("v", CacheCodec.TEXT, number, 0);
    }

    /** Replaces the content as callers do; returns what was replaced, or -1 if the writer was quicker. */
    @Operation
    public int replace(@Param(name = "number") int number) {
        Payload next = content(number);
        while (true) {
            Payload before = slot.peek();
            if (before.isTaken()) {
                return -1;
            }
            if (slot.replace(before, next)) {
                return before.weight();
            }
        }
    }

    /** Takes the content as the writer does: alone, and once; -1 afterwards. */
    @Operation(nonParallelGroup = "writer")
    public int take() {
        return slot.take().weight();
    }

    @Test
    void a_slot_is_linearizable() {
        new StressOptions()
                .threads(3)
                .actorsPerThread(3)
                .iterations(5)
                .invocationsPerIteration(100)
                .check(SlotLincheckTest.class);
    }
}

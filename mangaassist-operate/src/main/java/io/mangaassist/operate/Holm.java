package io.mangaassist.operate;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's correction: with many segments tested, one of them must be more certain than if it were alone. */
final class Holm {

    private Holm() {}

    /** Returns the adjusted probabilities, in the order given. */
    static double[] adjust(double[] probabilities) {
        int[] order = IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> probabilities[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[probabilities.length];
        double atLeast = 0;
        for (int rank = 0; rank < order.length; rank++) {
            atLeast = Math.max(atLeast, Math.min(1, probabilities[order[rank]] * (order.length - rank)));
            adjusted[order[rank]] = atLeast;
        }
        return adjusted;
    }
}

package io.mangaassist.operate;

import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {

    private Numbers() {}

    /** Returns whole numbers without a point, large ones without digits behind it, small ones with two. */
    static String text(double value) {
        if (value == Math.rint(value) || Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }

    /** Returns a share as percent; one that is nearly 100 is not rounded up to it. */
    static String percent(double share) {
        double percent = share * 100;
        return percent > 99.9 ? "> 99.9 %" : String.format(Locale.ROOT, "%.1f %%", percent);
    }
}

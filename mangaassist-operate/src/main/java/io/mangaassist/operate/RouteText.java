package io.mangaassist.operate;

import java.util.List;

/** Lays a report out: a headline, then one block for each kind of finding that there is. Not thread-safe. */
final class RouteText {

    private final StringBuilder text = new StringBuilder();

    RouteText(String verdict, int faults) {
        text.append("check-routes: ").append(verdict);
        if (faults > 0) {
            text.append("  ").append(faults).append(faults == 1 ? " finding" : " findings");
        }
        text.append('\n');
    }

    /** Adds lines of the diff, those of one resource below its address. */
    RouteText lines(String title, List<RouteLine> lines) {
        title(title, lines.isEmpty());
        String last = "";
        for (RouteLine line : lines) {
            if (!line.address().equals(last)) {
                text.append("  ").append(line.address());
                text.append(line.id().isEmpty() ? "" : "  " + line.id()).append('\n');
                last = line.address();
            }
            text.append("    ").append(line.text()).append('\n');
        }
        return this;
    }

    RouteText sentences(String title, List<String> sentences) {
        title(title, sentences.isEmpty());
        sentences.forEach(sentence -> text.append("  ").append(sentence).append('\n'));
        return this;
    }

    private void title(String title, boolean nothing) {
        if (!nothing) {
            text.append('\n').append(title).append('\n');
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

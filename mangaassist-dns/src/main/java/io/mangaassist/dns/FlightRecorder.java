package io.mangaassist.dns;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest answers of all name servers. */
final class FlightRecorder {

    /** Some minutes of trouble with a handful of hosts, in a few dozen kilobytes. */
    static final int CAPACITY = 256;

    private final Deque<RecordedAnswer> answers = new ArrayDeque<>();

    synchronized void add(RecordedAnswer answer) {
        if (answers.size() == CAPACITY) {
            answers.removeFirst();
        }
        answers.addLast(answer);
    }

    /** Returns the answers, oldest first. */
    synchronized List<RecordedAnswer> read() {
        return List.copyOf(answers);
    }
}

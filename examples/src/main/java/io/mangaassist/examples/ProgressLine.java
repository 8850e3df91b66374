package io.mangaassist.examples;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Shows how far a run is: one line that is written over in a terminal, a line every five seconds elsewhere. */
final class ProgressLine implements ChatRun.Progress {

    private static final Duration ELSEWHERE_EVERY = Duration.ofSeconds(5);
    private static final int WIDTH = 40;

    private final PrintStream out;
    private final int requests;
    private final Supplier<String> state;
    private final boolean terminal = isTerminal();
    private Duration next = ELSEWHERE_EVERY;

    ProgressLine(PrintStream out, int requests, Supplier<String> state) {
        this.out = out;
        this.requests = requests;
        this.state = state;
    }

    @Override
    public void show(long ended, Duration elapsed) {
        if (terminal) {
            out.print("\r" + line(ended, elapsed) + "\u001b[K");
            out.flush();
        } else if (elapsed.compareTo(next) >= 0) {
            next = next.plus(ELSEWHERE_EVERY);
            out.println(line(ended, elapsed));
        }
    }

    /** Leaves the line behind. */
    void end() {
        if (terminal) {
            out.println();
        }
    }

    private String line(long ended, Duration elapsed) {
        int done = (int) (WIDTH * ended / requests);
        return String.format(
                Locale.ROOT,
                "[%s%s] %d/%d  %d s  %s",
                "#".repeat(done),
                ".".repeat(WIDTH - done),
                ended,
                requests,
                elapsed.toSeconds(),
                state.get());
    }

    /** From Java 22 on there is a console also where there is no terminal, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull") // it does on 17
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}

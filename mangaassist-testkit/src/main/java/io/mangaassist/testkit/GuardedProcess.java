package io.mangaassist.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that cannot outlive this JVM, not even frozen, not even when the JVM is killed.
 *
 * <p>A small shell starts it as its child and holds a pipe from the JVM on its own standard input. However the JVM ends, the
 * kernel closes the pipe; the shell then wakes the program (SIGCONT) and ends it (SIGKILL). Since the shell is the parent
 * and has not waited yet, the id cannot belong to anybody else. When the program ends by itself, so does the shell.
 */
final class GuardedProcess {
    private static final long SECONDS_TO_END = 10;
    /** $1: log file; the rest: the command. Prints the child's id and nothing else. */
    private static final String SHELL = """
            log=$1; shift
            exec 3<&0
            "$@" </dev/null >"$log" 2>&1 3<&- &
            child=$!
            echo "$child"
            exec >/dev/null
            ( while read -r line <&3; do :; done; kill -CONT "$child"; kill -KILL "$child" ) 2>/dev/null &
            guard=$!
            wait "$child"
            code=$?
            kill "$guard" 2>/dev/null
            exit "$code"
            """;

    private final Process shell;
    private final long pid;

    private GuardedProcess(Process shell, long pid) {
        this.shell = shell;
        this.pid = pid;
    }

    static GuardedProcess start(Path log, List<String> command) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "guard", log.toString()));
        line.addAll(command);
        try {
            Process shell = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new GuardedProcess(shell, readPid(shell));
        } catch (IOException e) {
            throw new UncheckedIOException("a process could not be started: " + command.get(0), e);
        }
    }

    private static long readPid(Process shell) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.US_ASCII));
        String line = output.readLine();
        if (line == null) {
            shell.destroyForcibly();
            throw new IOException("the shell ended before it started the program");
        }
        return Long.parseLong(line.trim());
    }

    long pid() {
        return pid;
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /** Sends a signal to the program; false if it is gone. */
    boolean signal(String name) {
        if (!isAlive()) {
            return false;
        }
        try {
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid)
                    .redirectErrorStream(true)
                    .start();
            return kill.waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("kill could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** SIGKILL, by the shell that holds it; returns when it is gone. May be called twice. */
    void kill() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // the pipe was closed already, and so the end is on its way
        }
        awaitEnd();
    }

    private void awaitEnd() {
        boolean interrupted = false;
        try {
            for (boolean ended = false; !ended; ) {
                try {
                    ended = shell.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
                    if (!ended) {
                        throw new IllegalStateException("process " + pid + " did not end");
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

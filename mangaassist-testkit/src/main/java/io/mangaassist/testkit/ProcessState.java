package io.mangaassist.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The kernel's word for what a process does, where {@code /proc} tells. */
final class ProcessState {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private ProcessState() {}

    /** Returns once every thread got the stop signal; at once where there is no {@code /proc}. */
    static void awaitStopped(long pid) {
        Path stat = Path.of("/proc/" + pid + "/stat");
        long start = System.nanoTime();
        while (Files.exists(stat) && letter(stat) != 'T') {
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new IllegalStateException("process " + pid + " did not stop");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static char letter(Path stat) {
        try {
            String line = new String(Files.readAllBytes(stat), StandardCharsets.ISO_8859_1);
            return line.charAt(line.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return '?';
        }
    }
}

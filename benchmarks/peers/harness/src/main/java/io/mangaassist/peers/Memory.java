package io.mangaassist.peers;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the process holds: objects that are alive, and what lies outside the heap. The heap is touched at the start
 * ({@code -Xms = -Xmx, AlwaysPreTouch}), so that the resident set grows by what is outside only.
 */
record Memory(long liveBytes, long residentBytes) {

    static Memory now() throws IOException {
        System.gc();
        System.gc();
        long live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
        return new Memory(live, resident);
    }

    Memory since(Memory before) {
        return new Memory(liveBytes - before.liveBytes, residentBytes - before.residentBytes);
    }
}

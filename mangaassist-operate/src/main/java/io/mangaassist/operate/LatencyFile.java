package io.mangaassist.operate;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Files of snapshots: the baselines of gates and trends, and what tasks hand to triage. JSON of a versioned format,
 * described in {@code docs/operate.md}; histograms are HdrHistogram's compressed form in Base64. A write replaces the
 * file at once, so that a reader sees the old or the new one. Blocking; the methods hold no state.
 */
public final class LatencyFile {

    private LatencyFile() {}

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its snapshots, by the beginning of their windows
     * @throws LatencyFileException if it is missing, damaged, or written by a newer version
     */
    public static List<LatencySnapshot> read(Path file) {
        try {
            return LatencyJson.read(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new LatencyFileException(file + " cannot be read: " + reason(unreadable), unreadable);
        }
    }

    private static String reason(IOException failure) {
        return failure instanceof NoSuchFileException
                ? "there is no such file"
                : String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    }

    /**
     * Reads snapshots from text in the format of the files.
     *
     * @param name what to call the text in messages
     * @param json the text
     * @return its snapshots, by the beginning of their windows
     * @throws LatencyFileException if it is damaged or written by a newer version
     */
    public static List<LatencySnapshot> parse(String name, String json) {
        try {
            return LatencyJson.read(json);
        } catch (IOException unreadable) {
            throw new LatencyFileException(name + " cannot be read: " + reason(unreadable), unreadable);
        }
    }

    /**
     * Returns snapshots as text in the format of the files.
     *
     * @param snapshots the snapshots
     * @return JSON
     */
    public static String render(Collection<LatencySnapshot> snapshots) {
        return LatencyJson.write(LatencySnapshot.sorted(snapshots));
    }

    /**
     * Writes a file, replacing an older one at once.
     *
     * @param file the file; its folder must exist
     * @param snapshots what it shall hold
     * @throws LatencyFileException if it cannot be written; the older file is then still there
     */
    public static void write(Path file, Collection<LatencySnapshot> snapshots) {
        Path beside = file.resolveSibling(file.getFileName() + ".writing");
        try {
            Files.writeString(beside, render(snapshots), StandardCharsets.UTF_8);
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new LatencyFileException(file + " cannot be written: " + unwritable, unwritable);
        }
    }

    /**
     * Adds a snapshot to a file, which is made if there is none. One writer at a time.
     *
     * @param file the file; its folder must exist
     * @param snapshot what to add
     * @throws LatencyFileException if it cannot be read or written
     */
    public static void append(Path file, LatencySnapshot snapshot) {
        List<LatencySnapshot> all = new ArrayList<>(Files.exists(file) ? read(file) : List.of());
        all.add(snapshot);
        write(file, all);
    }
}

package io.mangaassist.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last known good answers in a text file: a line that names the format, one line a host, a line with the
 * checksum. It is replaced as a whole, so that a reader sees the old one or the new one and never a half.
 */
final class SnapshotFile {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFile.class);
    private static final String FORMAT = "mangaassist-dns 1";
    private static final long MOST_BYTES = 1 << 20;

    private final Path path;

    SnapshotFile(Path path) {
        this.path = path;
    }

    /** Returns what the file holds: nothing if there is none or if it is damaged, which is logged. */
    List<Keepsake> read() {
        try {
            if (!Files.exists(path)) {
                return List.of();
            }
            if (Files.size(path) > MOST_BYTES) {
                throw new IOException("larger than " + MOST_BYTES + " bytes");
            }
            return parse(Files.readString(path));
        } catch (IOException unreadable) {
            LOG.warn("The DNS snapshot {} is not used: {}", path, unreadable.getMessage());
            return List.of();
        }
    }

    /** Replaces the file. A failure is logged and otherwise ignored: the snapshot is a help, not a duty. */
    void write(List<Keepsake> keepsakes) {
        try {
            Path directory = path.toAbsolutePath().getParent();
            Path next = Files.createTempFile(directory, "dns", ".snapshot");
            try {
                Files.writeString(next, render(keepsakes));
                Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException unwritable) {
            LOG.warn("The DNS snapshot {} was not written: {}", path, unwritable.toString());
        }
    }

    private static String render(List<Keepsake> keepsakes) {
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        for (Keepsake keepsake : keepsakes) {
            String addresses = keepsake.addresses().stream()
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(","));
            text.append(keepsake.host())
                    .append('\t')
                    .append(keepsake.learnedAt())
                    .append('\t')
                    .append(addresses);
            text.append('\n');
        }
        String body = text.toString();
        return body + "crc32 " + checksum(body) + "\n";
    }

    private static List<Keepsake> parse(String text) throws IOException {
        int end = text.lastIndexOf("crc32 ");
        if (!text.startsWith(FORMAT + "\n") || end < 0) {
            throw new IOException("it does not begin with '" + FORMAT + "' or has no checksum");
        }
        String body = text.substring(0, end);
        if (!text.substring(end).strip().equals("crc32 " + checksum(body))) {
            throw new IOException("its checksum is wrong");
        }
        List<Keepsake> keepsakes = new ArrayList<>();
        body.lines().skip(1).forEach(line -> keepsake(line).ifPresent(keepsakes::add));
        return keepsakes;
    }

    private static Optional<Keepsake> keepsake(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 3 || !cells[1].matches("[0-9]{1,15}")) {
            return Optional.empty();
        }
        Optional<String> host = HostNames.normalise(cells[0]);
        List<InetAddress> addresses = Arrays.stream(cells[2].split(",", -1))
                .map(text -> HostNames.strictLiteral(text))
                .flatMap(Optional::stream)
                .map(address -> HostNames.address(cells[0], address.getAddress()))
                .toList();
        return host.isEmpty() || addresses.isEmpty()
                ? Optional.empty()
                : Optional.of(new Keepsake(host.orElseThrow(), Long.parseLong(cells[1]), addresses));
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}

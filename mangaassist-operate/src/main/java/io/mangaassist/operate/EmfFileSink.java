package io.mangaassist.operate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file that an agent follows. When it reaches its limit it becomes {@code <file>.1}, and a new one is begun. */
final class EmfFileSink implements EmfOwnSink {

    private final Path file;
    private final long maxBytes;
    private @Nullable FileChannel channel;

    EmfFileSink(Path file, long maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
    }

    @Override
    public synchronized void write(String document) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((document + "\n").getBytes(StandardCharsets.UTF_8));
        FileChannel target = opened(line.remaining());
        try {
            while (line.hasRemaining()) {
                target.write(line);
            }
        } catch (IOException failed) {
            close();
            throw failed;
        }
    }

    private FileChannel opened(int more) throws IOException {
        if (channel != null && channel.size() > 0 && channel.size() + more > maxBytes) {
            close();
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (channel == null) {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return channel;
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    @Override
    public String toString() {
        return "file " + file;
    }
}

package io.mangaassist.cache;

import io.lettuce.core.RedisURI;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Stands before a Redis that dies, whose own counts die with it: counts the SETs that it has confirmed. */
final class CountingProxy implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final AtomicLong confirmed = new AtomicLong();

    CountingProxy(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    RedisURI uri() {
        return RedisURI.create("127.0.0.1", door.getLocalPort());
    }

    long confirmed() {
        return confirmed.get();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "counting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                daemon(() -> join(client));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void join(Socket client) {
        Queue<String> names = new ConcurrentLinkedQueue<>();
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            daemon(() -> back(server, client, names));
            DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            OutputStream out = server.getOutputStream();
            while (true) {
                ByteArrayOutputStream command = new ByteArrayOutputStream();
                String name = copyCommand(in, command);
                names.add(name);
                command.writeTo(out);
            }
        } catch (IOException gone) {
            // both sides are closed now
        }
    }

    private void back(Socket server, Socket client, Queue<String> names) {
        try (client) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
            OutputStream out = client.getOutputStream();
            while (true) {
                ByteArrayOutputStream reply = new ByteArrayOutputStream();
                String first = copyReply(in, reply);
                if ("SET".equals(names.poll()) && first.equals("+OK")) {
                    confirmed.incrementAndGet();
                }
                reply.writeTo(out);
            }
        } catch (IOException gone) {
            // the client sees it too
        }
    }

    private static String copyCommand(DataInputStream in, OutputStream out) throws IOException {
        int words = Integer.parseInt(copyLine(in, out).substring(1));
        String name = "";
        for (int i = 0; i < words; i++) {
            byte[] word = copyBytes(in, out, Integer.parseInt(copyLine(in, out).substring(1)));
            name = i == 0 ? new String(word, StandardCharsets.ISO_8859_1) : name;
        }
        return name.toUpperCase(Locale.ROOT);
    }

    private static String copyReply(DataInputStream in, OutputStream out) throws IOException {
        String line = copyLine(in, out);
        int count = "$*%".indexOf(line.charAt(0)) < 0 ? 0 : Integer.parseInt(line.substring(1));
        if (line.charAt(0) == '$' && count >= 0) {
            byte[] unused = copyBytes(in, out, count);
        }
        int parts = line.charAt(0) == '*' ? count : line.charAt(0) == '%' ? 2 * count : 0;
        for (int i = 0; i < parts; i++) {
            String unused = copyReply(in, out);
        }
        return line;
    }

    private static byte[] copyBytes(DataInputStream in, OutputStream out, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        out.write(bytes);
        String unused = copyLine(in, out);
        return bytes;
    }

    private static String copyLine(DataInputStream in, OutputStream out) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            out.write(next);
            if (next != '\r') {
                line.append((char) next);
            }
        }
        out.write('\n');
        return line.toString();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

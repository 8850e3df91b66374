package io.mangaassist.cache;

import io.lettuce.core.RedisURI;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that answers search commands as the servers' documentation says, since none with a search module can be had
 * here. Replies are the bytes on the wire, by the command's name; what is not scripted is answered with OK or nil.
 */
final class SearchStub implements AutoCloseable {

    private final ServerSocket server;
    private final boolean resp3;
    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final List<List<String>> asked = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    SearchStub(boolean resp3) throws IOException {
        this.resp3 = resp3;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** Answers the command so from now on; an empty reply is silence. */
    SearchStub on(String command, String reply) {
        replies.put(command, reply);
        return this;
    }

    RedisURI uri() {
        return RedisURI.create("127.0.0.1", server.getLocalPort());
    }

    /** Returns the commands of this name, each with its arguments, bytes as Latin-1. */
    List<List<String>> asked(String command) {
        return asked.stream()
                .filter(words -> words.get(0).equalsIgnoreCase(command))
                .toList();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "search-stub");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void serve(Socket socket) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
            OutputStream out = socket.getOutputStream();
            while (true) {
                List<String> words = read(in);
                asked.add(words);
                out.write(replyTo(words).getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
        } catch (IOException gone) {
            // so is the connection
        }
    }

    private String replyTo(List<String> words) {
        String name = words.get(0).toUpperCase(java.util.Locale.ROOT);
        String scripted = replies.get(name);
        if (scripted != null) {
            return scripted;
        }
        return switch (name) {
            case "HELLO" -> resp3 ? "%2\r\n+server\r\n+redis\r\n+proto\r\n:3\r\n" : "-ERR unknown command 'HELLO'\r\n";
            case "PING" -> "+PONG\r\n";
            case "GET" -> resp3 ? "_\r\n" : "$-1\r\n";
            case "EVAL", "UNLINK" -> ":1\r\n";
            default -> "+OK\r\n";
        };
    }

    private static List<String> read(DataInputStream in) throws IOException {
        int count = Integer.parseInt(line(in).substring(1));
        List<String> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] word = new byte[Integer.parseInt(line(in).substring(1))];
            in.readFully(word);
            words.add(new String(word, StandardCharsets.ISO_8859_1));
            String unused = line(in);
        }
        return words;
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

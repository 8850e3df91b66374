package io.mangaassist.operate;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The CloudWatch agent's TCP port. A broken connection is made anew for the next write. */
final class EmfAgentSink implements EmfOwnSink {

    /** The agent runs in the same task; it answers within milliseconds or not at all. */
    private static final int CONNECT_MILLIS = 1_000;

    private final String host;
    private final int port;
    private volatile @Nullable Socket socket;
    private volatile boolean closed;

    EmfAgentSink(String host, int port) {
        this.host = host;
        this.port = port;
    }

    @Override
    public void write(String document) throws IOException {
        Socket connection = connected();
        try {
            connection.getOutputStream().write((document + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            disconnect();
            throw broken;
        }
    }

    private Socket connected() throws IOException {
        if (closed) {
            throw new IOException("The connection to the agent was closed");
        }
        Socket known = socket;
        if (known != null) {
            return known;
        }
        Socket fresh = new Socket();
        try {
            fresh.setTcpNoDelay(true);
            fresh.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
        } catch (IOException unreachable) {
            fresh.close();
            throw unreachable;
        }
        socket = fresh;
        if (closed) {
            disconnect();
        }
        return fresh;
    }

    private void disconnect() throws IOException {
        Socket known = socket;
        socket = null;
        if (known != null) {
            known.close();
        }
    }

    /** Ends a write that is stuck, too. */
    @Override
    public void close() throws IOException {
        closed = true;
        disconnect();
    }

    @Override
    public String toString() {
        return "agent " + host + ":" + port;
    }
}

package io.mangaassist.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Connects to each address once, on threads that may block, and reports those that refuse. */
final class ConnectProbe implements AddressProbe {

    private static final int TIMEOUT_MILLIS = 1_000;

    private final ProbePorts ports;
    private final Executor blocking;
    private final Feedback feedback;

    ConnectProbe(ProbePorts ports, Executor blocking, Feedback feedback) {
        this.ports = ports;
        this.blocking = blocking;
        this.feedback = feedback;
    }

    @Override
    public void tryAll(String host, List<InetAddress> addresses) {
        for (InetAddress address : addresses) {
            try {
                blocking.execute(() -> tryOne(host, address));
            } catch (RejectedExecutionException busy) {
                return;
            }
        }
    }

    private void tryOne(String host, InetAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, ports.of(host)), TIMEOUT_MILLIS);
        } catch (IOException refused) {
            feedback.demote(host, address);
        }
    }
}

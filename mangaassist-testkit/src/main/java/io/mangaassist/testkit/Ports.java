package io.mangaassist.testkit;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.regex.Pattern;

/** Words for ports. */
final class Ports {
    private static final Pattern LOOPBACK = Pattern.compile("127\\..*");

    private Ports() {}

    static String loopback(String address) {
        Require.that(
                LOOPBACK.matcher(address).matches() && NetUtil.isValidIpV4Address(address),
                "address",
                "an IPv4 address inside 127/8",
                "\"" + address + "\"");
        return address;
    }

    static PortTakenException taken(String address, int port, Throwable cause) {
        return new PortTakenException(
                "port " + port + " on " + address + " is taken or not ours: choose another, or 0 for a free one",
                cause);
    }

    /** A TCP port that was free a moment ago. */
    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    /** Refuses a TCP port that somebody listens on. */
    static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assert socket.isBound();
        } catch (IOException e) {
            throw taken("127.0.0.1", port, e);
        }
    }
}

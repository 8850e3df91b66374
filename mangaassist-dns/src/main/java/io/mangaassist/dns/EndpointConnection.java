package io.mangaassist.dns;

import io.mangaassist.dns.EndpointHealth.AddressHealth;
import io.micrometer.core.instrument.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Tries one address of an endpoint as a client would: a connection, a handshake, a look at the certificate's name. */
final class EndpointConnection {

    private static final int TLS_PORT = 443;

    private final SSLSocketFactory tls;
    private final Duration timeout;
    private final Clock clock;
    private final boolean tlsOnEveryPort;

    EndpointConnection(SSLSocketFactory tls, Duration timeout, Clock clock, boolean tlsOnEveryPort) {
        this.tls = tls;
        this.timeout = timeout;
        this.clock = clock;
        this.tlsOnEveryPort = tlsOnEveryPort;
    }

    AddressHealth attempt(EndpointExpectation endpoint, InetAddress address, String zone) {
        String text = address.getHostAddress();
        double connected = -1;
        long start = clock.monotonicTime();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, endpoint.port()), (int) timeout.toMillis());
            connected = millisSince(start);
            if (endpoint.port() != TLS_PORT && !tlsOnEveryPort) {
                return new AddressHealth(text, zone, true, connected, -1, "", "");
            }
            return handshake(endpoint, socket, new AddressHealth(text, zone, true, connected, -1, "", ""));
        } catch (IOException failed) {
            String problem = (connected < 0 ? "no connection: " : "no TLS: ") + failed.getMessage();
            return new AddressHealth(text, zone, true, connected, -1, "", problem);
        }
    }

    private AddressHealth handshake(EndpointExpectation endpoint, Socket socket, AddressHealth so) throws IOException {
        socket.setSoTimeout((int) timeout.toMillis());
        long start = clock.monotonicTime();
        try (SSLSocket secured = (SSLSocket) tls.createSocket(socket, endpoint.host(), endpoint.port(), true)) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            X509Certificate leaf = (X509Certificate) secured.getSession().getPeerCertificates()[0];
            String name = leaf.getSubjectX500Principal().getName();
            return new AddressHealth(so.address(), so.zone(), true, so.connectMillis(), millisSince(start), name, "");
        }
    }

    private double millisSince(long start) {
        return (clock.monotonicTime() - start) / 1e6;
    }
}

package io.mangaassist.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Gives a resolver to Apache HttpClient 5, and so to the AWS SDK's synchronous client:
 * {@code Apache5HttpClient.builder().dnsResolver(ApacheDns.of(resolver))}. The client tries the addresses in their order.
 * It connects by itself, so that there is no connect guard; the addresses have been judged already.
 */
public final class ApacheDns {

    private ApacheDns() {}

    /**
     * Returns the resolver in Apache's shape. Blocks only while no good answer is known.
     *
     * @param resolver must outlive the client; it is not closed by it
     * @return the adapter
     */
    public static DnsResolver of(CachingDnsResolver resolver) {
        return new Adapter(resolver);
    }

    private record Adapter(CachingDnsResolver resolver) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return addresses(host).toArray(InetAddress[]::new);
        }

        @Override
        public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
            return addresses(host).stream()
                    .map(address -> new InetSocketAddress(address, port))
                    .toList();
        }

        /** The name itself: the aliases behind it are nothing that a certificate should be compared with. */
        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }

        private List<InetAddress> addresses(String host) throws UnknownHostException {
            try {
                return resolver.resolve(host);
            } catch (DnsLookupException failure) {
                UnknownHostException unknown = new UnknownHostException(host);
                unknown.initCause(failure);
                throw unknown;
            }
        }
    }
}

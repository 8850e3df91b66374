package io.mangaassist.testkit;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;

/**
 * A server certificate for tests, signed by an authority of its own, and what a client needs to trust it.
 *
 * <p>Valid for the chosen host names, {@code localhost} and 127.0.0.1. Immutable; the private key lives in memory only.
 */
public final class TestCertificate {
    private final String host;
    private final X509Bundle authority;
    private final X509Bundle server;

    private TestCertificate(String host, X509Bundle authority, X509Bundle server) {
        this.host = host;
        this.authority = authority;
        this.server = server;
    }

    /**
     * A new certificate.
     *
     * @param host the name that clients will verify, such as {@code bedrock-runtime.ap-northeast-1.amazonaws.com}
     * @param more further names
     */
    public static TestCertificate forHost(String host, String... more) {
        Require.notBlank("host", host);
        try {
            X509Bundle authority = new CertificateBuilder()
                    .ecp256()
                    .subject("CN=MangaAssist Test Authority")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            CertificateBuilder server = new CertificateBuilder()
                    .ecp256()
                    .subject("CN=" + host)
                    .addSanDnsName(host)
                    .addSanDnsName("localhost")
                    .addSanIpAddress("127.0.0.1")
                    .addExtendedKeyUsageServerAuth();
            for (String name : more) {
                server = server.addSanDnsName(name);
            }
            return new TestCertificate(host, authority, server.buildIssuedBy(authority));
        } catch (Exception e) {
            throw new IllegalStateException("no test certificate could be made for " + host, e);
        }
    }

    /** The first host name. */
    public String host() {
        return host;
    }

    /** The server's certificate. */
    public X509Certificate certificate() {
        return server.getCertificate();
    }

    /** The authority's certificate, for clients that take certificates. */
    public X509Certificate authority() {
        return authority.getCertificate();
    }

    /** Trust in this authority alone; fits the SDK's {@code tlsTrustManagersProvider(certificate::trustManagers)}. */
    public TrustManager[] trustManagers() {
        return new TrustManager[] {authority.toTrustManager()};
    }

    /** The server's chain as PEM, for servers that are processes. */
    public String certificatePem() {
        return server.getCertificatePathPEM();
    }

    /** The server's private key as PKCS#8 PEM, for servers that are processes; worthless outside a test. */
    public String privateKeyPem() {
        return server.getPrivateKeyPEM();
    }

    /** The authority's certificate as PEM, for clients that read a file. */
    public String authorityPem() {
        return authority.getCertificatePEM();
    }

    /** The key and the chain, for servers in this process. */
    KeyManagerFactory keyManagers() {
        try {
            return server.toKeyManagerFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of " + host + " could not be used", e);
        }
    }

    @Override
    public String toString() {
        return "TestCertificate[" + host + "]";
    }
}

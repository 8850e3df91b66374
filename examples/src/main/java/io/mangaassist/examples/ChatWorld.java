package io.mangaassist.examples;

import io.mangaassist.dns.AnswerPolicy;
import io.mangaassist.dns.NameServer;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * What lies around the chat: where Bedrock, Redis and the name servers are, and whom to trust.
 *
 * @param bedrock where Bedrock is, or nothing for the real one
 * @param trust the certificates to trust, or nothing for those of the JDK
 * @param credentials with which requests are signed
 * @param redis where Redis is
 * @param nameServers whom to ask for host names; none asks the operating system
 * @param policy which addresses are believed
 */
record ChatWorld(
        Optional<URI> bedrock,
        Optional<TrustManager[]> trust,
        AwsCredentialsProvider credentials,
        URI redis,
        List<NameServer> nameServers,
        AnswerPolicy policy) {}

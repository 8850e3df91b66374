package io.mangaassist.examples;

import io.mangaassist.dns.AnswerPolicy;
import io.mangaassist.dns.CachingDnsResolver;
import io.mangaassist.dns.DnsLookupException;
import io.mangaassist.dns.NameServer;
import io.mangaassist.testkit.DnsReply;
import io.mangaassist.testkit.DnsSimulator;
import java.net.InetAddress;
import java.util.List;

/**
 * The DNS room alone: a resolver that believes private addresses only. It goes into an SDK client by {@code
 * AwsNetty.install(resolver, builder)}, into Lettuce by {@code NettyResolvers.group(resolver)}.
 */
public final class DnsExample {

    private static final String BEDROCK = "bedrock-runtime.ap-northeast-1.amazonaws.com";
    private static final String SSM = "ssm.ap-northeast-1.amazonaws.com";

    private DnsExample() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        AnswerPolicy vpcOnly = AnswerPolicy.builder()
                .allow("*.ap-northeast-1.amazonaws.com", "10.0.0.0/16")
                .build();
        try (DnsSimulator dns = DnsSimulator.start();
                CachingDnsResolver resolver = CachingDnsResolver.builder()
                        .policy(vpcOnly)
                        .nameServers(NameServer.of("127.0.0.1", dns.address().getPort()))
                        .build()) {
            dns.on(BEDROCK).answers("10.0.1.10", "10.0.2.10");
            System.out.println("found: " + addresses(resolver, BEDROCK));

            dns.on(BEDROCK).answers(DnsReply.servFail());
            System.out.println("name server broken: " + addresses(resolver, BEDROCK));

            dns.on(SSM).answers("52.119.1.1");
            try {
                System.out.println("public: " + addresses(resolver, SSM));
            } catch (DnsLookupException refused) {
                System.out.println("public address: " + refused.reason());
            }
        }
    }

    private static List<String> addresses(CachingDnsResolver resolver, String host) {
        return resolver.resolve(host).stream()
                .map(InetAddress::getHostAddress)
                .sorted()
                .toList();
    }
}

package io.mangaassist.dns;

import io.mangaassist.core.DoorContract;
import org.junit.jupiter.api.Test;

final class DoorContractTest {

    @Test
    void a_closed_resolver_leaves_neither_meters_nor_threads() throws Exception {
        DoorContract.check(registry -> CachingDnsResolver.builder()
                .meterRegistry(registry)
                .policy(AnswerPolicy.builder().allow("*.test", "127.0.0.0/8").build())
                .nameServers(NameServer.of("127.0.0.1", 1053))
                .build());
    }
}

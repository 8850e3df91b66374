package io.mangaassist.dns;

import static io.mangaassist.dns.Rig.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HitAllocationTest {

    private static final int CALLS = 100_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest(name = "addresses {0}")
    @ValueSource(strings = {"10.0.1.10", "10.0.1.10,10.0.2.10,10.0.3.10"})
    void a_cached_hit_allocates_nothing(String addresses) {
        try (Rig rig = new Rig().know(HOST, addresses.split(",", -1))) {
            resolve(rig.resolver);
            long before = threads.getCurrentThreadAllocatedBytes();
            resolve(rig.resolver);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated)
                    .as("bytes of %d hits; less than one for ten of them is the measurement's own", CALLS)
                    .isLessThan(CALLS / 10);
        }
    }

    private static void resolve(CachingDnsResolver resolver) {
        for (int i = 0; i < CALLS; i++) {
            assertKnown(resolver.resolve(HOST).size());
        }
    }

    private static void assertKnown(int addresses) {
        if (addresses == 0) {
            throw new AssertionError("no address");
        }
    }
}

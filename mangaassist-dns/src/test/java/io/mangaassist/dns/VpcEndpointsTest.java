package io.mangaassist.dns;

import static io.mangaassist.dns.Rig.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.TaskPlacement;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class VpcEndpointsTest {

    private static final String VPCE = "vpce-0a1b.bedrock-runtime.ap-northeast-1.vpce.amazonaws.com";
    private static final TaskPlacement HERE = TaskPlacement.of("ap-northeast-1", "ap-northeast-1c");

    @Test
    void addresses_of_the_own_zone_come_first() {
        VpcEndpoints endpoints = VpcEndpoints.none()
                .placement(() -> HERE)
                .zone("ap-northeast-1a", "10.0.1.0/24")
                .zone("ap-northeast-1c", "10.0.2.0/24");
        try (Rig rig = new Rig(builder -> builder.endpoints(endpoints))
                .know(HOST, "10.0.1.10", "10.0.2.10", "10.0.2.11", "10.0.9.9")) {
            for (int turn = 0; turn < 6; turn++) {
                List<String> order = rig.addresses(HOST);
                assertThat(order.subList(0, 2)).containsExactlyInAnyOrder("10.0.2.10", "10.0.2.11");
                assertThat(order).hasSize(4);
            }
        }
    }

    @Test
    void zonal_names_tell_where_an_address_is() {
        VpcEndpoints endpoints = VpcEndpoints.none()
                .placement(() -> HERE)
                .zonalName(HOST, "ap-northeast-1a", "a." + VPCE)
                .zonalName(HOST, "ap-northeast-1c", "c." + VPCE);
        try (Rig rig = new Rig(builder -> builder.endpoints(endpoints)).know(HOST, "10.0.1.10", "10.0.2.10")) {
            rig.asked.get(1).reply().complete(Rig.reply("a." + VPCE, 60, "10.0.1.10"));
            rig.asked.get(2).reply().complete(Rig.reply("c." + VPCE, 60, "10.0.2.10"));
            rig.advance(Duration.ofSeconds(48));
            rig.last().answer("10.0.1.10", "10.0.2.10");
            assertThat(rig.addresses(HOST)).containsExactly("10.0.2.10", "10.0.1.10");
            assertThat(rig.addresses(HOST)).containsExactly("10.0.2.10", "10.0.1.10");
            assertThat(rig.asked).as("known zones are not asked for again").hasSize(4);
        }
    }

    @Test
    void an_alias_is_asked_for_in_place_of_the_host_and_the_host_only_after_it() {
        VpcEndpoints endpoints = VpcEndpoints.none().alias(HOST, VPCE);
        try (Rig rig = new Rig(builder -> builder.endpoints(endpoints))) {
            CompletableFuture<List<InetAddress>> first = rig.resolver.resolveAsync(HOST);
            assertThat(rig.last().name()).isEqualTo(VPCE);
            rig.last().code(DnsReply.NXDOMAIN);
            assertThat(rig.last().name()).isEqualTo(HOST);
            rig.last().answer("10.0.1.10");
            rig.time.runDue();
            assertThat(first.join().get(0).getHostName())
                    .as("TLS needs the host")
                    .isEqualTo(HOST);
        }
    }
}

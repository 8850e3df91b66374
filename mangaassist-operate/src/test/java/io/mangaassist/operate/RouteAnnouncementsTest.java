package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RouteAnnouncementsTest {

    private static final RouteLine LINE = new RouteLine("aws_route.r", "r-1", "0.0.0.0/0", "nat-1", "nat-2");

    @Test
    void an_announcement_covers_the_change_it_describes_and_no_other() {
        assertThat(covers("aws_route.r", "0.0.0.0/0", "nat-1", "nat-2")).isTrue();
        assertThat(covers("aws_route.r", "0.0.0.0/0", "", "nat-2"))
                .as("from may be left out")
                .isTrue();
        assertThat(covers("aws_route.other", "0.0.0.0/0", "nat-1", "nat-2"))
                .as("another resource")
                .isFalse();
        assertThat(covers("aws_route.r", "10.0.0.0/8", "nat-1", "nat-2"))
                .as("another destination")
                .isFalse();
        assertThat(covers("aws_route.r", "0.0.0.0/0", "nat-3", "nat-2"))
                .as("from another target")
                .isFalse();
        assertThat(covers("aws_route.r", "0.0.0.0/0", "nat-1", "nat-3"))
                .as("to another target")
                .isFalse();
    }

    private static boolean covers(String address, String what, String from, String to) {
        RouteAnnouncements.Entry entry = new RouteAnnouncements.Entry(address, what, from, to, false);
        return new RouteAnnouncements(List.of(entry)).cover(LINE, false);
    }
}

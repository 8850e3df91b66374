package io.mangaassist.core;

import org.junit.jupiter.api.Test;

final class DoorContractTest {

    @Test
    void segments_leave_nothing_behind() throws Exception {
        DoorContract.check(registry -> Segments.builder(registry)
                .preRegister(Segment.REQUEST, Segment.BEDROCK_INVOKE)
                .build());
    }

    @Test
    void settings_leave_nothing_behind() throws Exception {
        DoorContract.check(registry -> {
            LiveSettings settings =
                    LiveSettings.builder().meterRegistry(registry).build();
            settings.intSetting("pool-size", 1, 10, 5);
            return settings;
        });
    }
}

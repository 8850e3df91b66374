package io.mangaassist.pool;

import io.mangaassist.core.DoorContract;
import org.junit.jupiter.api.Test;

final class DoorContractTest {

    @Test
    void two_pools_of_one_name_leave_nothing_behind() throws Exception {
        try (SimulatedBedrock bedrock = new SimulatedBedrock(Road.HTTP_1_1)) {
            DoorContract.check(registry -> bedrock.pool(builder -> builder.meterRegistry(registry)));
        }
    }
}

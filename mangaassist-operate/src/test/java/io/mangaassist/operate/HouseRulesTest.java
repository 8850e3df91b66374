package io.mangaassist.operate;

import io.mangaassist.core.HouseRules;
import org.junit.jupiter.api.Test;

final class HouseRulesTest {

    @Test
    void the_room_keeps_the_house_rules() {
        HouseRules.check("io.mangaassist.operate");
    }
}

package io.mangaassist.core;

import org.junit.jupiter.api.Test;

final class HouseRulesTest {

    @Test
    void core_keeps_the_house_rules() {
        HouseRules.check("io.mangaassist.core");
    }
}

package io.mangaassist.examples;

import io.mangaassist.core.HouseRules;
import org.junit.jupiter.api.Test;

final class HouseRulesTest {

    @Test
    void the_examples_keep_the_rules_beside_the_rooms() {
        HouseRules.checkBesideTheRooms("io.mangaassist.examples");
    }
}

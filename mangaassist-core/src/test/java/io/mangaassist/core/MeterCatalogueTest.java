package io.mangaassist.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MeterCatalogueTest {

    @Test
    void the_published_catalogue_is_the_enum() {
        CatalogueContract.check("core", CoreMeter.values());
    }

    @Test
    void a_catalogue_reads_back_as_it_was_written() {
        var written = MeterCatalogue.render(List.of(CoreMeter.values()));

        var read = MeterCatalogue.parse(written);

        assertThat(read).extracting(MeterDefinition::meter).contains("mangaassist.segment");
        assertThat(MeterCatalogue.render(read)).isEqualTo(written);
    }

    @Test
    void a_room_that_is_absent_has_no_catalogue() {
        assertThat(MeterCatalogue.read("attic", getClass().getClassLoader())).isEmpty();
    }

    @Test
    void a_broken_line_is_named() {
        assertThatThrownBy(() -> MeterCatalogue.parse("header\nonly\ttwo"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only\ttwo");
    }
}

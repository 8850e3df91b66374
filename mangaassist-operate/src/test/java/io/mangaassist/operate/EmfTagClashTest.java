package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A tag of a foreign meter that has the name of one of the registry's own dimensions. */
final class EmfTagClashTest {

    @Test
    void the_tag_takes_another_name_and_the_dimension_stays() {
        EmfHarness plain = new EmfHarness(b -> b.otherMeters("MangaAssist/Other"));
        plain.registry.counter("orders", "kind", "paid").increment();
        EmfHarness clash = new EmfHarness(b -> b.otherMeters("MangaAssist/Other"));
        clash.registry.counter("orders", "service", "shop-front").increment();

        Object service = plain.documents().get(0).root().get("service");
        assertThat(service).as("the registry has a dimension of this name").isNotNull();
        assertThat(clash.documents()).allSatisfy(document -> {
            assertThat(document.root().get("service")).isEqualTo(service);
            assertThat(document.root().get("tag_service")).isEqualTo("shop-front");
            assertThat(document.dimensions())
                    .allSatisfy(set -> assertThat((List<?>) set).doesNotHaveDuplicates());
        });
    }
}

package io.mangaassist.operate;

import io.mangaassist.core.CatalogueContract;
import org.junit.jupiter.api.Test;

final class MeterCatalogueTest {

    @Test
    void the_published_catalogue_is_the_enum() {
        CatalogueContract.check("operate", OperateMeter.values());
    }
}

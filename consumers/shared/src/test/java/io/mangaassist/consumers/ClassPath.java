package io.mangaassist.consumers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** What every consumer is asked of its class path. */
final class ClassPath {

    private ClassPath() {}

    static void lacks(String... optionalClasses) {
        for (String optional : optionalClasses) {
            assertThrows(ClassNotFoundException.class, () -> Class.forName(optional), optional + " is there");
        }
    }

    static void hasOneNetty() throws Exception {
        Set<String> versions = new TreeSet<>();
        for (URL file : Collections.list(
                ClassPath.class.getClassLoader().getResources("META-INF/io.netty.versions.properties"))) {
            Properties properties = new Properties();
            try (InputStream in = file.openStream()) {
                properties.load(in);
            }
            properties.stringPropertyNames().stream()
                    .filter(key -> key.endsWith(".version") && !key.contains("tcnative"))
                    .forEach(key -> versions.add(properties.getProperty(key)));
        }
        assertEquals(1, versions.size(), "Netty versions: " + versions);
    }
}

package io.mangaassist.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");

    @Test
    void the_example_of_the_readme_is_the_one_that_compiles() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/mangaassist/examples/Quickstart.java"));
        String compiled = source.substring(source.indexOf("// readme:start\n") + 16, source.indexOf("// readme:end"))
                .stripTrailing()
                .stripIndent();
        String readme = Files.readString(README);
        int start = readme.indexOf("```java\n") + 8;
        String shown = readme.substring(start, readme.indexOf("```", start)).stripTrailing();

        assertThat(shown).isEqualTo(compiled);
    }

    @Test
    void the_example_of_the_readme_can_be_built_and_closed() throws Exception {
        List<Object> doors = Quickstart.wire(OptionParser.parse().data().resolve("policy.json"));

        for (Object door : doors) {
            assertThat(Objects.toString(door)).as("a door shows what it is").isNotBlank();
            if (door instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    @Test
    void the_links_of_the_readme_lead_somewhere() throws IOException {
        assertThat(Files.readString(README)
                        .lines()
                        .flatMap(line -> java.util.regex.Pattern.compile("\\]\\(([^)#:]+)\\)")
                                .matcher(line)
                                .results()
                                .map(found -> found.group(1)))
                        .filter(link -> !Files.exists(README.resolveSibling(link))))
                .isEmpty();
    }
}

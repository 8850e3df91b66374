import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Counts what two passes of the tests ran, and fails if a test was skipped in both. */
final class Reports {

    private final Set<String> skipped = new TreeSet<>();
    private int passed;
    private int failed;

    private final Set<String> javaVersions = new TreeSet<>();

    public static void main(String[] folders) throws Exception {
        Reports first = read(Path.of(folders[0]));
        Reports second = read(Path.of(folders[1]));
        System.out.println(folders[0] + ": " + first);
        System.out.println(folders[1] + ": " + second);
        Set<String> never = new TreeSet<>(first.skipped);
        never.retainAll(second.skipped);
        never.forEach(test -> System.out.println("skipped in both passes: " + test));
        System.out.println((first.passed + second.passed) + " passed, " + (first.failed + second.failed) + " failed");
        boolean ran = first.passed > 0 && second.passed > 0 && second.javaVersions.equals(Set.of("17"));
        System.exit(never.isEmpty() && ran && first.failed + second.failed == 0 ? 0 : 1);
    }

    private static Reports read(Path folder) throws Exception {
        Reports reports = new Reports();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml")).toList()) {
                Document report =
                        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
                reports.readVersion(report.getElementsByTagName("property"));
                NodeList cases = report.getElementsByTagName("testcase");
                for (int i = 0; i < cases.getLength(); i++) {
                    reports.add((Element) cases.item(i));
                }
            }
        }
        return reports;
    }

    private void readVersion(NodeList properties) {
        for (int i = 0; i < properties.getLength(); i++) {
            Element property = (Element) properties.item(i);
            if (property.getAttribute("name").equals("java.specification.version")) {
                javaVersions.add(property.getAttribute("value"));
            }
        }
    }

    private void add(Element test) {
        if (test.getElementsByTagName("skipped").getLength() > 0) {
            skipped.add(test.getAttribute("classname") + "." + test.getAttribute("name"));
        } else if (test.getElementsByTagName("failure").getLength() + test.getElementsByTagName("error").getLength() > 0) {
            failed++;
        } else {
            passed++;
        }
    }

    @Override
    public String toString() {
        return passed + " passed, " + failed + " failed, " + skipped.size() + " skipped, on Java " + javaVersions;
    }
}

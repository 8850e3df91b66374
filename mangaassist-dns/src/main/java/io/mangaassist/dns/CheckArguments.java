package io.mangaassist.dns;

import io.mangaassist.core.Checks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of the command line.
 *
 * @param checker with everything but the trust
 * @param baseline where the routes of the last run are kept, or null
 */
record CheckArguments(
        VpcEndpointHealthChecker.Builder checker,
        boolean json,
        @Nullable Path baseline,
        boolean updateBaseline) {

    static final String USAGE = """
            Checks whether endpoints lead where they should.
              --expect FILE        one endpoint a line: host port PRIVATE|GATEWAY cidr,cidr   (# begins a comment)
              --server IP[:PORT]   a name server to ask; may be repeated; default: the operating system
              --zone ZONE=CIDR,..  which addresses are in a zone; may be repeated
              --latency-ms N       limit for an answer and for a connection, default 50
              --baseline FILE      compares the routes with those of the last run, and keeps them if all is well
              --update-baseline    accepts the routes as they are now
              --json               prints JSON instead of a table
            Exit: 0 as expected, 1 not as expected or a route changed, 2 wrong call.
            """;

    static CheckArguments parse(List<String> arguments) throws IOException {
        VpcEndpointHealthChecker.Builder checker = VpcEndpointHealthChecker.builder();
        List<NameServer> servers = new ArrayList<>();
        boolean json = false;
        boolean update = false;
        Path baseline = null;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--expect" -> checker.expect(expectations(Path.of(value(option, rest))));
                case "--server" -> servers.add(server(value(option, rest)));
                case "--zone" -> zone(checker, value(option, rest));
                case "--latency-ms" -> checker.latencyLimit(millis(value(option, rest)));
                case "--baseline" -> baseline = Path.of(value(option, rest));
                case "--update-baseline" -> update = true;
                case "--json" -> json = true;
                default -> throw new IllegalArgumentException(option + " is no option; --help lists them");
            }
        }
        return new CheckArguments(checker.nameServers(servers), json, baseline, update);
    }

    private static String value(String option, Iterator<String> rest) {
        Checks.check(rest.hasNext(), option, "followed by a value", "the last argument");
        return rest.next();
    }

    private static List<EndpointExpectation> expectations(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(file + ": no such file, or it cannot be read");
        }
        List<EndpointExpectation> all = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String content = line.replaceFirst("#.*", "").strip();
            if (!content.isEmpty()) {
                all.add(expectation(file, number, content));
            }
        }
        return all;
    }

    private static EndpointExpectation expectation(Path file, int number, String content) {
        try {
            return EndpointExpectation.parse(content);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(file + ":" + number + ": " + wrong.getMessage(), wrong);
        }
    }

    private static NameServer server(String text) {
        int colon = text.lastIndexOf(':');
        boolean withPort = colon > 0 && text.indexOf(':') == colon;
        return withPort
                ? NameServer.of(text.substring(0, colon), number("port", text.substring(colon + 1)))
                : NameServer.of(text);
    }

    private static void zone(VpcEndpointHealthChecker.Builder checker, String text) {
        int equals = text.indexOf('=');
        Checks.check(equals > 0, "--zone", "ZONE=CIDR,CIDR", text);
        checker.zone(text.substring(0, equals), text.substring(equals + 1).split(",", -1));
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(number("--latency-ms", text));
    }

    private static int number(String setting, String text) {
        Checks.check(text.matches("[0-9]{1,8}"), setting, "a number", text);
        return Integer.parseInt(text);
    }
}

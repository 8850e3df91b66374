package io.mangaassist.core;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds Netty artifacts of different versions on the class path. Such a mixture (the AWS SDK brings 4.1, Lettuce 4.2)
 * fails at the first call with {@code AbstractMethodError}, far from its cause. Reads only the version files that each
 * Netty jar carries, so that core needs no Netty.
 */
@Internal
public final class NettyVersions {

    private static final Logger LOG = LoggerFactory.getLogger(NettyVersions.class);
    private static final String RESOURCE = "META-INF/io.netty.versions.properties";
    /** Not the copies that other libraries shade, nor the incubator, which counts its own versions. */
    private static final Pattern NETTY_JAR = Pattern.compile("/netty-(?!incubator)[^/]*\\.jar!");

    private static final AtomicBoolean CHECKED = new AtomicBoolean();

    private NettyVersions() {}

    /** Logs one line, once in a JVM, if the class path holds more than one Netty version. */
    public static void warnIfMixed() {
        if (CHECKED.compareAndSet(false, true)) {
            String mixture = mixture(find(NettyVersions.class.getClassLoader()));
            if (!mixture.isEmpty()) {
                LOG.warn("Mixed Netty versions on the class path ({}): import mangaassist-bom first", mixture);
            }
        }
    }

    /** Returns artifact names by version. */
    static Map<String, String> find(ClassLoader loader) {
        Map<String, String> artifactByVersion = new TreeMap<>();
        try {
            Enumeration<URL> files = loader.getResources(RESOURCE);
            while (files.hasMoreElements()) {
                URL file = files.nextElement();
                if (NETTY_JAR.matcher(file.getPath()).find()) {
                    read(file, artifactByVersion);
                }
            }
        } catch (IOException unreadable) {
            LOG.debug("Netty versions could not be read", unreadable);
        }
        return artifactByVersion;
    }

    private static void read(URL file, Map<String, String> artifactByVersion) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = file.openStream()) {
            properties.load(in);
        }
        for (String key : properties.stringPropertyNames()) {
            // tcnative has version numbers of its own
            if (key.endsWith(".version") && !key.contains("tcnative")) {
                String artifact = key.substring(0, key.length() - ".version".length());
                artifactByVersion.merge(properties.getProperty(key), artifact, (known, other) -> known);
            }
        }
    }

    /** Returns one artifact for each version if there are several, else the empty string. */
    static String mixture(Map<String, String> artifactByVersion) {
        if (artifactByVersion.size() < 2) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        artifactByVersion.forEach((version, artifact) -> text.append(text.isEmpty() ? "" : ", ")
                .append(artifact)
                .append(' ')
                .append(version));
        return text.toString();
    }
}

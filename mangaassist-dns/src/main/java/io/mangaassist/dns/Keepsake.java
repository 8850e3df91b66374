package io.mangaassist.dns;

import java.net.InetAddress;
import java.util.List;

/**
 * What is kept of a host beyond the life of the process.
 *
 * @param host in normal form
 * @param learnedAt when its addresses were last confirmed, in milliseconds since 1970
 * @param addresses at least one
 */
record Keepsake(String host, long learnedAt, List<InetAddress> addresses) {}

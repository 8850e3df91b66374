package io.mangaassist.dns;

import java.net.InetAddress;
import java.util.List;

/** Tries in the background whether addresses can be connected to, and demotes those that cannot. */
@FunctionalInterface
interface AddressProbe {

    void tryAll(String host, List<InetAddress> addresses);
}

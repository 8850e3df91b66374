package io.mangaassist.dns;

import java.net.InetAddress;
import java.util.List;

/** Sorts addresses into ranks, best first. */
@FunctionalInterface
interface AddressRanks {

    /** All addresses are worth the same. */
    AddressRanks EQUAL = List::of;

    List<List<InetAddress>> rank(List<InetAddress> addresses);
}

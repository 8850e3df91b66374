package io.mangaassist.dns;

import static java.util.Objects.requireNonNull;

import io.mangaassist.core.Guard;
import io.mangaassist.core.TaskPlacement;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which availability zone an address is in, by configured ranges or by what the zonal names of an endpoint resolve to, and
 * which zone this task is in. Addresses of the own zone come first.
 */
final class Zones implements AddressRanks {

    private static final Logger LOG = LoggerFactory.getLogger(Zones.class);
    private static final int MOST_LEARNED = 1_000;

    private final VpcEndpoints configured;
    private final Map<InetAddress, String> learned = new ConcurrentHashMap<>();

    Zones(VpcEndpoints configured) {
        this.configured = configured;
    }

    /** Takes down what a zonal name resolved to. */
    void learn(InetAddress address, String zone) {
        if (learned.size() >= MOST_LEARNED) {
            learned.clear();
        }
        learned.put(address, zone);
    }

    /** The supplier is the application's: where it fails, all addresses take turns. */
    private String own() {
        AtomicReference<TaskPlacement> here = new AtomicReference<>(TaskPlacement.unknown());
        Guard.safely(
                LOG,
                "Asking where this task is",
                () -> here.set(requireNonNull(configured.placement().get())));
        return here.get().availabilityZone();
    }

    Optional<String> zoneOf(InetAddress address) {
        byte[] bytes = address.getAddress();
        for (Map.Entry<Cidr, String> range : configured.zoneRanges()) {
            if (range.getKey().contains(bytes)) {
                return Optional.of(range.getValue());
            }
        }
        return Optional.ofNullable(learned.get(address));
    }

    @Override
    public List<List<InetAddress>> rank(List<InetAddress> addresses) {
        String own = own();
        List<InetAddress> near = new ArrayList<>();
        List<InetAddress> far = new ArrayList<>();
        for (InetAddress address : addresses) {
            (zoneOf(address).filter(own::equals).isPresent() ? near : far).add(address);
        }
        if (near.isEmpty() || far.isEmpty()) {
            return List.of(addresses);
        }
        return List.of(near, far);
    }
}

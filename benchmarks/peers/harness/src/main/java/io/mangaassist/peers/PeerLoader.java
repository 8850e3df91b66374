package io.mangaassist.peers;

/** Makes a peer by the name of its class. */
final class PeerLoader {

    private PeerLoader() {}

    static Peer load(String className, int port, Tally tally) throws ReflectiveOperationException {
        return (Peer) Class.forName(className)
                .getDeclaredConstructor(int.class, Tally.class)
                .newInstance(port, tally);
    }
}

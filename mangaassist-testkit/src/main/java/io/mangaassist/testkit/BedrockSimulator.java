package io.mangaassist.testkit;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Bedrock Runtime endpoint on loopback: a real server that speaks the service's wire and fails on command.
 *
 * <p>Without TLS it answers HTTP/1.1 and HTTP/2 with prior knowledge (h2c) on one port; with TLS it negotiates {@code h2} or
 * {@code http/1.1} by ALPN, as the SDK's defaults for Bedrock expect. Credentials and signatures are not looked at.
 *
 * <p>Thread-safe: behaviours and faults may change while it runs, and hold for calls that arrive from then on. Its threads
 * are daemons; scripts handed to it run on them and must not block. Delays are timers, never sleeping threads. It keeps and
 * logs no text of any call. Whoever builds it closes it.
 */
public final class BedrockSimulator implements AutoCloseable {
    private final String address;
    private final @Nullable TestCertificate certificate;
    private final BedrockWorld world;
    private final VertxServer server;

    private BedrockSimulator(Builder builder) {
        this.address = builder.address;
        this.certificate = builder.certificate;
        this.world = new BedrockWorld(builder.otherModels, builder.otherGuardrails);
        builder.models.forEach(world::model);
        builder.guardrails.forEach(world::guardrail);
        CallLedger ledger = world.ledger();
        this.server = new VertxServer(
                new VertxServer.Listen(address, builder.port, builder.maxConcurrentStreams, builder.eventLoops),
                certificate,
                new VertxServer.Handlers(
                        new BedrockHandler(world)::handle, ledger::connectionOpened, ledger::connectionClosed));
    }

    /** A simulator with the defaults: a free port on 127.0.0.1, no TLS, every model and guardrail known. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where clients find it, by address. */
    public URI endpoint() {
        return endpoint(address);
    }

    /** Where clients find it by a host name that their resolver maps to {@link #address()}. */
    public URI endpoint(String host) {
        return URI.create((certificate == null ? "http://" : "https://") + host + ":" + port());
    }

    /** The loopback address it listens on. */
    public String address() {
        return address;
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /**
     * The certificate it shows, with the trust that clients need.
     *
     * @throws IllegalStateException if it was built without TLS
     */
    public TestCertificate certificate() {
        TestCertificate shown = certificate;
        if (shown == null) {
            throw new IllegalStateException("this simulator has no certificate: build it with tls(...)");
        }
        return shown;
    }

    /** From now on this model behaves so; its quotas start anew. */
    public BedrockSimulator model(String modelId, ModelBehaviour behaviour) {
        world.model(modelId, behaviour);
        return this;
    }

    /** From now on this guardrail behaves so; its quotas start anew. */
    public BedrockSimulator guardrail(String identifier, GuardrailBehaviour behaviour) {
        world.guardrail(identifier, behaviour);
        return this;
    }

    /** The faults of one model id or guardrail identifier; they go before those of {@link #faults()}. */
    public FaultScript faults(String target) {
        return world.faults(target);
    }

    /** The faults of all calls alike. */
    public FaultScript faults() {
        return world.everywhere();
    }

    /** What it has seen so far. */
    public SimulatorCounts counts() {
        return world.ledger().snapshot();
    }

    /** Sends GOAWAY on every open HTTP/2 connection: streams that run go on, new ones need a new connection. */
    public void goAway() {
        server.connections().forEach(WireTools::goAway);
    }

    /** Resets every open TCP connection, as a crash or a failover does. */
    public void dropConnections() {
        server.connections().forEach(WireTools::resetConnection);
    }

    /** Ends every call, connection and thread; blocks until they are gone. May be called twice. */
    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "BedrockSimulator[" + endpoint() + ", "
                + world.ledger().snapshot().total() + "]";
    }

    /** Settings of a {@link BedrockSimulator}; not thread-safe. */
    public static final class Builder {
        private String address = "127.0.0.1";
        private int port;
        private @Nullable TestCertificate certificate;
        private @Nullable ModelBehaviour otherModels = ModelBehaviour.builder().build();
        private GuardrailBehaviour otherGuardrails =
                GuardrailBehaviour.builder().build();
        private int maxConcurrentStreams = 100;
        private int eventLoops = Math.min(2, Runtime.getRuntime().availableProcessors());
        private final Map<String, ModelBehaviour> models = new HashMap<>();
        private final Map<String, GuardrailBehaviour> guardrails = new HashMap<>();

        private Builder() {}

        /** Address to listen on, one of 127/8; 127.0.0.1 by default. */
        public Builder address(String value) {
            this.address = Ports.loopback(value);
            return this;
        }

        /** Port to listen on, from 0 to 65535; 0, the default, takes a free one. */
        public Builder port(int value) {
            this.port = Require.port(value);
            return this;
        }

        /** TLS with ALPN and a certificate made for this host name. */
        public Builder tls(String host) {
            return tls(TestCertificate.forHost(host));
        }

        /** TLS with ALPN and this certificate, which several simulators may share. */
        public Builder tls(TestCertificate value) {
            this.certificate = value;
            return this;
        }

        /** The behaviour of one model id (or inference profile, or ARN). */
        public Builder model(String modelId, ModelBehaviour behaviour) {
            models.put(Require.notBlank("modelId", modelId), behaviour);
            return this;
        }

        /** The behaviour of every model that is not named, each with quotas of its own. */
        public Builder otherModels(ModelBehaviour behaviour) {
            this.otherModels = behaviour;
            return this;
        }

        /** Models that are not named get 400 {@code ValidationException}, as the service does it. */
        public Builder namedModelsOnly() {
            this.otherModels = null;
            return this;
        }

        /** The behaviour of one guardrail identifier. */
        public Builder guardrail(String identifier, GuardrailBehaviour behaviour) {
            guardrails.put(Require.notBlank("guardrail", identifier), behaviour);
            return this;
        }

        /** The behaviour of every guardrail that is not named, each with quotas of its own. */
        public Builder otherGuardrails(GuardrailBehaviour behaviour) {
            this.otherGuardrails = behaviour;
            return this;
        }

        /** HTTP/2 streams per connection, at least 1; 100 by default, as most servers have it. */
        public Builder maxConcurrentStreams(int value) {
            this.maxConcurrentStreams = Require.atLeast(1, "maxConcurrentStreams", value);
            return this;
        }

        /** Threads that serve, at least 1; 2 by default, 1 on a single core. With one, calls are handled in arrival order. */
        public Builder eventLoops(int value) {
            this.eventLoops = Require.atLeast(1, "eventLoops", value);
            return this;
        }

        /**
         * Starts the simulator; blocks until it listens.
         *
         * @throws IllegalStateException if the port is taken
         */
        public BedrockSimulator build() {
            return new BedrockSimulator(this);
        }
    }
}

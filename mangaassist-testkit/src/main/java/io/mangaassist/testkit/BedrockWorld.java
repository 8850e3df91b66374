package io.mangaassist.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a simulator knows: models, guardrails, faults and the books. Thread-safe. */
final class BedrockWorld {
    private final Map<String, ModelState> models = new ConcurrentHashMap<>();
    private final Map<String, GuardrailState> guardrails = new ConcurrentHashMap<>();
    private final Map<String, FaultScript> faults = new ConcurrentHashMap<>();
    private final FaultScript everywhere = new FaultScript();
    private final CallLedger ledger = new CallLedger();
    private final @Nullable ModelBehaviour otherModels;
    private final GuardrailBehaviour otherGuardrails;

    BedrockWorld(@Nullable ModelBehaviour otherModels, GuardrailBehaviour otherGuardrails) {
        this.otherModels = otherModels;
        this.otherGuardrails = otherGuardrails;
    }

    void model(String id, ModelBehaviour behaviour) {
        models.put(Require.notBlank("modelId", id), new ModelState(behaviour));
    }

    void guardrail(String id, GuardrailBehaviour behaviour) {
        guardrails.put(Require.notBlank("guardrail", id), new GuardrailState(behaviour));
    }

    /** The model; a model of its own for every id that was not named, or empty where only named ones exist. */
    Optional<ModelState> model(String id) {
        ModelBehaviour other = otherModels;
        return Optional.ofNullable(
                other == null ? models.get(id) : models.computeIfAbsent(id, key -> new ModelState(other)));
    }

    GuardrailState guardrail(String id) {
        return guardrails.computeIfAbsent(id, key -> new GuardrailState(otherGuardrails));
    }

    FaultScript faults(String target) {
        return faults.computeIfAbsent(target, key -> new FaultScript());
    }

    FaultScript everywhere() {
        return everywhere;
    }

    @Nullable
    Fault fault(BedrockCall call) {
        Fault own = faults(call.target()).pick(call);
        return own != null ? own : everywhere.pick(call);
    }

    CallLedger ledger() {
        return ledger;
    }
}

package dev.tocsin.router.topology;

import dev.tocsin.model.decision.DecisionRules;
import dev.tocsin.wire.topic.Topics;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What the topology was built from. */
record Wiring(
        Topics topics, Supplier<Routing> routing, DecisionRules rules, InstantSource clock, RouterObserver observer) {}

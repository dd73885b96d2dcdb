package dev.tocsin.wire.json;

import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.decision.AlertState;
import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.delivery.DeliveryEntry;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.model.delivery.ReplayRun;

/** The codecs of all values in our topics. */
public final class Codecs {
    /** {@code alerts.received}. */
    public static final Codec<ReceivedAlert> RECEIVED =
            new JsonCodec<>("a received alert", AlertShape.class, AlertShape::of, AlertShape::received);

    /** {@code alerts.<severity>}. */
    public static final AroundAlert<RoutedAlert> ROUTED = new AroundAlert<>(
            new JsonCodec<>("a routed alert", RoutedShape.class, RoutedShape::around, RoutedShape::routed),
            RoutedAlert::received);

    /** {@code alerts.state}. */
    public static final AroundAlert<AlertState> STATE = new AroundAlert<>(
            new JsonCodec<>("the state of an alert", StateShape.class, StateShape::around, StateShape::state),
            AlertState::received);

    /** {@code deliveries}. */
    public static final Codec<DeliveryEntry> DELIVERY =
            new JsonCodec<>("a delivery", DeliveryShape.class, DeliveryShape::of, DeliveryShape::entry);

    /** {@code deliveries.parked}. */
    public static final Codec<ParkedAlert> PARKED =
            new JsonCodec<>("a parked alert", ParkedShape.class, ParkedShape::of, ParkedShape::parked);

    /** {@code replays}. */
    public static final Codec<ReplayRun> REPLAY_RUN =
            new JsonCodec<>("a replay", ReplayRunShape.class, ReplayRunShape::of, ReplayRunShape::run);

    private Codecs() {}
}

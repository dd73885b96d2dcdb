package dev.tocsin.model;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.alert.Fingerprint;
import dev.tocsin.model.alert.Identity;
import dev.tocsin.model.alert.ReceivedAlert;
import dev.tocsin.model.alert.Status;
import dev.tocsin.model.decision.Incoming;
import dev.tocsin.model.route.Credential;
import dev.tocsin.model.route.Matcher;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Transport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Alerts, routes and policies in few words. Times are clock times of one day. */
public final class Sample {
    /** What an alert is labelled with when a test does not care. */
    public static final Map<String, String> LABELS =
            Map.of("alertname", "CaptchaServiceDown", "severity", "critical", "team", "payments");

    private Sample() {}

    /** This time on the day of all samples, as {@code 10:05} or {@code 10:05:30}. */
    public static Instant at(String clock) {
        return LocalDate.of(2026, 3, 2).atTime(LocalTime.parse(clock)).toInstant(ZoneOffset.UTC);
    }

    /** A firing alert of these labels, given as {@code name=value}. */
    public static Alert labelled(String... pairs) {
        return alert(labels(pairs), at("10:00"), null);
    }

    /** Labels, given as {@code name=value}. */
    public static Map<String, String> labels(String... pairs) {
        Map<String, String> labels = new TreeMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            labels.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return labels;
    }

    /** An alert that has ended when it has an end. */
    public static Alert alert(Map<String, String> labels, Instant startsAt, @Nullable Instant endsAt) {
        return new Alert(
                endsAt == null ? Status.FIRING : Status.RESOLVED,
                Alert.sorted(labels),
                Alert.sorted(Map.of()),
                startsAt,
                endsAt,
                "");
    }

    /** The alert as ingest accepted it. */
    public static ReceivedAlert received(Alert alert) {
        return new ReceivedAlert(
                new Identity("alertmanager", Fingerprint.of(alert.labels())),
                alert,
                "request",
                alert.startsAt(),
                "",
                false);
    }

    /** A firing record: when it started by the source's clock, when it was heard by the broker's. */
    public static Incoming firing(String startsAt, String heard) {
        return firing(at(startsAt), at(heard));
    }

    /** A firing record. */
    public static Incoming firing(Instant startsAt, Instant heard) {
        return new Incoming(received(alert(LABELS, startsAt, null)), heard);
    }

    /** A resolved record: when it started and ended by the source's clock, when it was heard by the broker's. */
    public static Incoming resolved(String startsAt, String endsAt, String heard) {
        return resolved(at(startsAt), at(endsAt), at(heard));
    }

    /** A resolved record. */
    public static Incoming resolved(Instant startsAt, Instant endsAt, Instant heard) {
        return new Incoming(received(alert(LABELS, startsAt, endsAt)), heard);
    }

    /** A route that groups by alertname and tells ends. */
    public static Route route(String receiver, List<String> matchers, Route... children) {
        return new Route(
                matchers.stream().map(Matcher::parse).toList(),
                receiver,
                List.of("alertname"),
                true,
                false,
                List.of(children));
    }

    /** The same route, but siblings behind it are tried too. */
    public static Route goingOn(Route route) {
        return new Route(
                route.matchers(), route.receiver(), route.groupBy(), route.sendResolved(), true, route.routes());
    }

    /** The same route with another {@code group_by}. */
    public static Route groupedBy(Route route, String... groupBy) {
        return new Route(
                route.matchers(),
                route.receiver(),
                List.of(groupBy),
                route.sendResolved(),
                route.continues(),
                route.routes());
    }

    /** The same route, which tells no ends. */
    public static Route withoutEnds(Route route) {
        return new Route(route.matchers(), route.receiver(), route.groupBy(), false, route.continues(), route.routes());
    }

    /** The standard severities, this tree and receivers of these names, all of which have a transport. */
    public static Policy policy(Route root, String... receivers) {
        return new Policy(
                Severities.standard(),
                Set.of("prometheus_replica"),
                root,
                Stream.of(receivers).map(Sample::posting).toList());
    }

    /** A receiver with a transport. */
    public static Receiver posting(String name) {
        return new Receiver(
                name, Optional.of(new Transport.RocketChatWebhook(new Credential.InFile("/run/secrets/" + name))));
    }

    /** A receiver without one. */
    public static Receiver mute(String name) {
        return new Receiver(name, Optional.empty());
    }
}

package dev.tocsin.notifier.text;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.decision.Reason;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.model.notification.Notification.NameCount;
import dev.tocsin.model.route.Group;
import dev.tocsin.notifier.text.sandbox.LateValues;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What templates are given: texts that are already harmless, numbers, and lists and maps of them. */
final class TemplateVariables {
    private static final int TEXT = 2000;
    private static final int LABEL = 200;
    private static final int NAME = 300;
    /** In a storm there may be hundreds: a template that goes through them is not to fail then of all times. */
    private static final int NAMES = 100;

    private static final Map<String, Function<Told, Object>> OF_AN_ALERT = ofAnAlert();

    private TemplateVariables() {}

    /** Those of the block subject. */
    static Map<String, Object> of(Notification notification) {
        List<String> names = names(notification);
        boolean oneGroup = notification.sections().size() == 1;
        Map<String, Object> variables = new HashMap<>();
        variables.put("severity", label(notification.severity()));
        variables.put("firing", notification.firing());
        variables.put("resolved", notification.ended());
        variables.put("alerts", notification.lines().count());
        variables.put("name", names.size() == 1 ? names.getFirst() : "");
        variables.put("names", names);
        variables.put("groups", notification.sections().size());
        variables.put(
                "group", oneGroup ? group(notification.sections().getFirst().group()) : Map.of());
        return variables;
    }

    /** The names that show something, the most frequent first and not all of very many. */
    static List<String> names(Notification notification) {
        return notification.countsByName().stream()
                .map(NameCount::name)
                .map(TemplateVariables::name)
                .filter(name -> !name.isBlank())
                .distinct()
                .limit(NAMES)
                .toList();
    }

    private static Map<String, String> group(Group group) {
        return labels(group.labels(), group.labels().keySet());
    }

    /** Those of the blocks that tell one alert, of whose labels these are worth showing. Others may be put beside them. */
    static Map<String, Object> of(Line line, Group group, Set<String> shown) {
        return new LateValues<>(new Told(line, group, shown), OF_AN_ALERT);
    }

    /** What they are made from. */
    private record Told(Line line, Group group, Set<String> shown) {
        Alert alert() {
            return line.latest().alert();
        }

        Map<String, String> annotations() {
            Map<String, String> annotations = new LinkedHashMap<>();
            alert().annotations().forEach((name, value) -> annotations.put(label(name), text(value)));
            return annotations;
        }

        String link(String annotation) {
            return Untrusted.link(alert().annotation(annotation)).orElse("");
        }

        Optional<Instant> end() {
            return Optional.ofNullable(alert().endsAt())
                    .filter(found -> line.latest().reason() == Reason.RESOLVED);
        }

        Object lasted() {
            return end().<Object>map(at -> Math.max(
                            0, Duration.between(line.latest().since(), at).toSeconds()))
                    .orElse("");
        }
    }

    private static Map<String, Function<Told, Object>> ofAnAlert() {
        Map<String, Function<Told, Object>> makers = new HashMap<>();
        makers.put("name", told -> name(told.alert().name()));
        makers.put("summary", told -> Untrusted.line(told.alert().annotation("summary"), TEXT));
        makers.put("description", told -> text(told.alert().annotation("description")));
        makers.put("severity", told -> label(told.line().latest().severity()));
        makers.put("status", told -> status(told.line()));
        makers.put(
                "labels",
                told -> labels(told.alert().labels(), told.alert().labels().keySet()));
        makers.put("shown", told -> labels(told.alert().labels(), told.shown()));
        makers.put("group", told -> group(told.group()));
        makers.put("annotations", Told::annotations);
        makers.put("source", told -> Untrusted.link(told.alert().generatorUrl()).orElse(""));
        makers.put("runbook", told -> told.link("runbook_url"));
        makers.put("dashboard", told -> told.link("dashboard_url"));
        makers.put("reason", told -> reason(told.line(), told.end().isPresent()));
        makers.put("since", told -> told.line().latest().since().getEpochSecond());
        makers.put(
                "ended", told -> told.end().<Object>map(Instant::getEpochSecond).orElse(""));
        makers.put("lasted", Told::lasted);
        return Map.copyOf(makers);
    }

    private static String status(Line line) {
        return line.replayed() ? "replayed" : line.latest().firing() ? "firing" : "resolved";
    }

    private static String reason(Line line, boolean endKnown) {
        return switch (line.reason()) {
            case FIRING -> "firing";
            case REFIRED -> "refired";
            case REPEAT -> "repeat";
            case RESOLVED -> line.beganAndEnded() && endKnown ? "fired and resolved" : "resolved";
            case EXPIRED -> "expired";
            case REPLAY -> "replayed";
        };
    }

    private static Map<String, String> labels(Map<String, String> labels, Set<String> names) {
        Map<String, String> harmless = new LinkedHashMap<>();
        labels.forEach((name, value) -> {
            if (names.contains(name)) {
                harmless.put(label(name), label(value));
            }
        });
        return harmless;
    }

    private static String name(String text) {
        return Untrusted.line(text, NAME);
    }

    private static String text(String text) {
        return Untrusted.lines(text, TEXT);
    }

    private static String label(String text) {
        return Untrusted.line(text, LABEL);
    }
}

package dev.tocsin.model.route;

import dev.tocsin.model.alert.Alert;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The severities, the most urgent first, and the one that an alert without a known one gets.
 *
 * @param ordered the most urgent first, at least one, no name or alias twice
 * @param fallback one of them
 */
public record Severities(List<Severity> ordered, Severity fallback) {
    /** The label that holds the severity. */
    public static final String LABEL = "severity";

    /** Refuses an empty list, a word that means two severities and a fallback that is not in the list. */
    public Severities {
        ordered = List.copyOf(ordered);
        Set<String> words = new HashSet<>();
        for (Severity severity : ordered) {
            if (!words.add(severity.name()) || !severity.aliases().stream().allMatch(words::add)) {
                throw new IllegalArgumentException("severity " + severity.name() + ": name or alias is used twice");
            }
        }
        if (!ordered.contains(fallback)) {
            throw new IllegalArgumentException("default severity is not one of the severities: " + fallback.name());
        }
    }

    /** What holds without a tocsin.yml: critical, warning and info, with warning for anything unknown. */
    public static Severities standard() {
        Severity critical = new Severity(
                "critical", Set.of("page", "p1", "emergency", "fatal"), Duration.ZERO, Duration.ofMinutes(30));
        Severity warning = new Severity(
                "warning", Set.of("p2", "major", "minor", "warn"), Duration.ofSeconds(10), Duration.ofHours(1));
        Severity info = new Severity(
                "info", Set.of("p3", "notice", "debug", "none"), Duration.ofSeconds(30), Duration.ofHours(3));
        return new Severities(List.of(critical, warning, info), warning);
    }

    /** The severity of this alert. */
    public Severity of(Alert alert) {
        String value = alert.label(LABEL);
        return ordered.stream()
                .filter(severity -> severity.answersTo(value))
                .findFirst()
                .orElse(fallback);
    }

    /** The severity of this name. */
    public Optional<Severity> named(String name) {
        return ordered.stream().filter(severity -> severity.name().equals(name)).findFirst();
    }

    /** The place in the order, 0 for the most urgent; behind all others for a name that is not configured. */
    public int rank(String name) {
        return named(name).map(ordered::indexOf).orElse(ordered.size());
    }
}

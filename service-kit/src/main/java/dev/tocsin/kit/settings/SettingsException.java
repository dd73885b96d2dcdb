package dev.tocsin.kit.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The settings are wrong; the message lists every problem on a line of its own. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<SettingsProblem> problems;

    SettingsException(List<SettingsProblem> problems) {
        super(problems.stream()
                .map(problem -> "\n  " + problem)
                .collect(Collectors.joining("", headline(problems), "")));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, at least one. */
    public List<SettingsProblem> problems() {
        return problems;
    }

    private static String headline(List<SettingsProblem> problems) {
        return problems.size() == 1 ? "1 setting is wrong:" : problems.size() + " settings are wrong:";
    }
}

package dev.tocsin.notifier.text;

import dev.tocsin.model.alert.Alert;
import dev.tocsin.model.notification.Notification.Line;
import dev.tocsin.notifier.text.Message.Link;
import dev.tocsin.notifier.text.sandbox.Marked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is said about one alert. Whatever the template does, it comes out harmless and not too long. */
final class AlertText {
    private static final int TITLE = 300;
    private static final int TIMES = 300;
    private static final int LABELS = 300;
    private static final int BRIEF = 300;
    /** What is left of a title at least when all shall stand on one line. */
    private static final int BRIEF_TITLE = 60;
    /** What is left of labels and of history then: together they and the title fit. */
    private static final int BRIEF_LABELS = 40;

    private static final int BRIEF_REPLAY = 190;
    /** No block puts out more. */
    private static final int WHOLE = 16_000;
    /** Some systems, or some of their paths, refuse more. */
    private static final int TEXT = 4500;

    private final Template template;
    private final Alert alert;
    private final Optional<ReplayWords> replay;
    private final Map<String, Object> variables;
    private final Marked marked;
    private final String title;
    private final Marked times;

    AlertText(Template template, Line line, Map<String, Object> variables) {
        this.template = template;
        this.alert = line.latest().alert();
        this.replay = line.latest().replay().map(ReplayWords::new);
        this.marked = template.render(TemplateBlock.ALERT_TITLE, variables);
        this.title = Untrusted.line(marked.line(), TITLE);
        this.times = template.render(TemplateBlock.ALERT_TIMES, variables);
        this.variables = variables;
        variables.put("title", title);
        // Of a replay they say too little.
        variables.put("times", replay.isPresent() ? "" : Untrusted.line(times.line(), TIMES));
    }

    /** The first line. */
    String title() {
        return title;
    }

    /** What stands below. A replay says first that it tells what was, and apart from that what the alert said of itself. */
    String body() {
        String text = template.render(TemplateBlock.ALERT_TEXT, variables).lines();
        return Untrusted.lines(
                replay.map(words -> words.lines() + "\n\n" + text).orElse(text), TEXT);
    }

    /** All of it on one line: a long title gives way to labels and times, which stand behind it. */
    String brief() {
        String brief = brief(title);
        int beyond = brief.length() - BRIEF;
        if (beyond <= 0) {
            return brief;
        }
        int shorter = Math.max(BRIEF_TITLE, title.length() - beyond);
        return Untrusted.cut(brief(Untrusted.cut(title, shorter)), BRIEF);
    }

    private String brief(String shownTitle) {
        if (replay.isPresent()) {
            String labels =
                    Untrusted.cut(TemplateFilters.pairs(variables.getOrDefault("shown", Map.of())), BRIEF_LABELS);
            String told = labels.isEmpty() ? "" : labels + "; ";
            return Untrusted.line("• " + shownTitle + " (" + told + replay.get().line(BRIEF_REPLAY) + ")", WHOLE);
        }
        variables.put("title", shownTitle);
        return Untrusted.line(
                template.render(TemplateBlock.ALERT_BRIEF, variables).line(), WHOLE);
    }

    /** Title, labels that are worth showing and times, on one line where markup is on. */
    String inMarkup(Pieces pieces, Set<String> shown) {
        Map<String, String> labels = new TreeMap<>(alert.labels());
        labels.keySet().retainAll(shown);
        String told = labels.isEmpty() ? "" : pieces.markup().inline(SectionLabels.text(labels), LABELS) + "; ";
        String when = replay.map(words -> pieces.markup().inline(words.line(TIMES), TIMES))
                .orElseGet(() -> pieces.inMarkup(times, TIMES));
        return "• " + pieces.inMarkup(marked, TITLE) + " (" + told + when + ")";
    }

    /** Where to go on reading. */
    List<Link> links() {
        List<Link> links = new ArrayList<>();
        link(links, "Source", alert.generatorUrl());
        link(links, "Runbook", alert.annotation("runbook_url"));
        link(links, "Dashboard", alert.annotation("dashboard_url"));
        return links;
    }

    private static void link(List<Link> links, String name, String address) {
        Untrusted.link(address).ifPresent(url -> links.add(new Link(name, url)));
    }
}

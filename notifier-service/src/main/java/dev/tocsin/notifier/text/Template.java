package dev.tocsin.notifier.text;

import dev.tocsin.notifier.text.sandbox.Marked;
import dev.tocsin.notifier.text.sandbox.Rules;
import dev.tocsin.notifier.text.sandbox.SandboxedTemplate;
import dev.tocsin.notifier.text.sandbox.TemplateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The words of messages. A template may have only some of the blocks: the others are those of the standard one, which is
 * the resource {@code default.peb}.
 */
public final class Template {
    static final Rules RULES = new Rules(TemplateBlock.keys(), TemplateFilters.all());
    private static final String RESOURCE = "default.peb";
    private static final Template STANDARD = readStandard();

    /** The template that is asked first, then others. */
    private final List<SandboxedTemplate> templates;

    private Template(List<SandboxedTemplate> templates) {
        this.templates = List.copyOf(templates);
    }

    /** What came of reading a template. */
    public sealed interface Parsed {
        /** It can be used. */
        record Good(Template template) implements Parsed {}

        /**
         * It can't.
         *
         * @param line where, or 0 when that is not known
         * @param problem one sentence without a full stop
         */
        record Bad(int line, String problem) implements Parsed {
            /** The problem, with the line as far as it is known. */
            public String sentence() {
                return line == 0 ? problem : "line " + line + ": " + problem;
            }
        }
    }

    /** The wording that holds unless there is another. */
    public static Template standard() {
        return STANDARD;
    }

    /** The text of the standard template, to be copied and changed. */
    public static String standardSource() {
        try (InputStream file = Objects.requireNonNull(Template.class.getResourceAsStream(RESOURCE))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a template and tries all of its blocks on alerts of every kind. */
    public static Parsed parse(String source) {
        try {
            SandboxedTemplate own = SandboxedTemplate.parse(source, RULES);
            Template template = new Template(List.of(own, STANDARD.templates.getFirst()));
            SampleNotifications.all().forEach(sample -> new Wording(template).tryOn(sample));
            return new Parsed.Good(template);
        } catch (TemplateException e) {
            return new Parsed.Bad(e.line(), Untrusted.line(e.problem(), 500));
        }
    }

    /**
     * What a block puts out; {@link TemplateException} when it fails. Where a title or the like would be empty, the
     * standard one stands: every alert is to be seen.
     */
    Marked render(TemplateBlock block, Map<String, Object> variables) {
        Marked text = new Marked("");
        for (SandboxedTemplate template : templates) {
            if (template.has(block.key())) {
                text = template.render(block.key(), variables);
                if (!block.mustShow() || !text.isBlank()) {
                    return text;
                }
            }
        }
        return text;
    }

    private static Template readStandard() {
        return new Template(List.of(SandboxedTemplate.parse(standardSource(), RULES)));
    }
}

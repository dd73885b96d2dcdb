package dev.tocsin.notifier.app;

import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.notifier.text.Template;
import dev.tocsin.notifier.text.Template.Parsed;
import dev.tocsin.notifier.text.TemplateFile;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The templates of all receivers that have one, as their files were when they were read. Where one can't be used the
 * standard words stand: no alert waits for a template. Each reason is said and counted once.
 */
final class Templates {
    private static final Logger log = LoggerFactory.getLogger(Templates.class);

    private final MeterRegistry registry;
    private final Map<String, Own> byReceiver;

    private record Own(TemplateFile file, Words words) {}

    private Templates(MeterRegistry registry, Map<String, Own> byReceiver) {
        this.registry = registry;
        this.byReceiver = byReceiver;
    }

    /** Reads what this policy names. */
    static Templates of(Policy policy, MeterRegistry registry) {
        return new Templates(registry, Map.of()).next(policy);
    }

    /** Reads what another policy names; what has not changed since is not said again. */
    Templates next(Policy policy) {
        Map<String, Own> next = new LinkedHashMap<>();
        for (Receiver receiver : policy.receivers()) {
            String name = receiver.name();
            receiver.templateFile()
                    .map(path -> TemplateFile.read(Path.of(path)))
                    .ifPresent(file -> next.put(
                            name,
                            Optional.ofNullable(byReceiver.get(name))
                                    .filter(own -> own.file().equals(file))
                                    .orElseGet(() -> own(name, file))));
        }
        return new Templates(registry, next);
    }

    private Own own(String receiver, TemplateFile file) {
        Complaint complaint = new Complaint(receiver, file.path(), failures(receiver), ConcurrentHashMap.newKeySet());
        return switch (file.parse()) {
            case Parsed.Good(Template template) -> new Own(file, new Words(template, complaint));
            case Parsed.Bad bad -> {
                complaint.accept(bad.sentence());
                yield new Own(file, new Words(Template.standard(), complaint));
            }
        };
    }

    private Counter failures(String receiver) {
        return Counter.builder("tocsin.notifier.template.failures")
                .description("reasons why messages had the standard words instead of the template's, each counted once")
                .tag("receiver", receiver)
                .register(registry);
    }

    /** The words of a receiver. */
    Words words(String receiver) {
        return Optional.ofNullable(byReceiver.get(receiver)).map(Own::words).orElseGet(Words::standard);
    }

    /** The file of a receiver's template, if it names one. */
    Optional<TemplateFile> file(String receiver) {
        return Optional.ofNullable(byReceiver.get(receiver)).map(Own::file);
    }

    /** Several writers use the same words, and each says what is wrong with them at every message. */
    private record Complaint(String receiver, Path file, Counter failures, Set<String> reasons)
            implements Consumer<String> {
        /** A template that fails in ever new ways is not worth more. */
        private static final int REASONS = 20;

        @Override
        public void accept(String reason) {
            if (reasons.size() < REASONS && reasons.add(reason)) {
                failures.increment();
                log.atWarn()
                        .addKeyValue("receiver", receiver)
                        .addKeyValue("file", file)
                        .addKeyValue("reason", reason)
                        .log("the template can't be used: the standard words stand instead");
            }
        }
    }
}

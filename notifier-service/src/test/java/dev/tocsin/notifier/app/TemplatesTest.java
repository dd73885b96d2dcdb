package dev.tocsin.notifier.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.RoutedAlert;
import dev.tocsin.model.notification.Notification;
import dev.tocsin.model.route.Credential;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severities;
import dev.tocsin.model.route.Transport;
import dev.tocsin.notifier.Routed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesTest {
    private static final String STANDARD = "🔴 [FIRING:1] HostDown";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path folder;

    private static Policy policy(Path file) {
        Transport hook = new Transport.SlackWebhook(new Credential.Inline("https://hooks.example/a"));
        Receiver payments = new Receiver(
                "payments", Optional.of(hook), Optional.empty(), Optional.empty(), Optional.of(file.toString()));
        Receiver plain = new Receiver("plain", Optional.of(hook));
        return new Policy(Severities.standard(), Set.of(), Route.standard(), List.of(payments, plain));
    }

    private Path file(String template) throws IOException {
        return Files.writeString(folder.resolve("own.peb"), template);
    }

    private static String headline(Words words, RoutedAlert alert) {
        return words.writer(Severities.standard(), (text, limit) -> text)
                .write(Notification.of(List.of(alert)))
                .headline();
    }

    private static String headline(Templates templates, String receiver) {
        return headline(templates.words(receiver), Routed.firing("a"));
    }

    private Optional<Double> failures() {
        return Optional.ofNullable(registry.find("tocsin.notifier.template.failures")
                        .tag("receiver", "payments")
                        .counter())
                .map(Counter::count);
    }

    @Test
    void aReceiverHasTheWordsOfItsTemplateAndOthersTheStandardOnes() throws IOException {
        Templates templates = Templates.of(policy(file("{% block subject %}own words{% endblock %}")), registry);

        assertThat(headline(templates, "payments")).isEqualTo("🔴 [FIRING:1] own words");
        assertThat(headline(templates, "plain")).isEqualTo(STANDARD);
        assertThat(failures()).contains(0.0);
    }

    @Test
    void aMissingOrBrokenFileMeansTheStandardWordsAndIsCountedOnce() throws IOException {
        Path file = folder.resolve("own.peb");
        Templates missing = Templates.of(policy(file), registry);
        assertThat(headline(missing, "payments")).isEqualTo(STANDARD);
        assertThat(missing.file("payments")).isPresent();
        assertThat(failures()).contains(1.0);

        Templates again = missing.next(policy(file));
        assertThat(again.file("payments")).isEqualTo(missing.file("payments"));
        assertThat(failures()).contains(1.0);

        Templates broken = again.next(policy(file("{% block subject %}{{ nme }}{% endblock %}")));
        assertThat(headline(broken, "payments")).isEqualTo(STANDARD);
        assertThat(broken.file("payments")).isNotEqualTo(again.file("payments"));
        assertThat(failures()).contains(2.0);
    }

    @Test
    void aTemplateThatFailsInUseIsCountedOnceHoweverManyWritersUseIt() throws IOException {
        String picky = "{% block subject %}{% if name == \"HostDown\" %}{{ gone }}{% endif %}own{% endblock %}";
        Templates templates = Templates.of(policy(file(picky)), registry);
        assertThat(failures()).contains(0.0);

        assertThat(headline(templates, "payments")).isEqualTo(STANDARD);
        assertThat(headline(templates, "payments")).isEqualTo(STANDARD);
        assertThat(failures()).contains(1.0);
        assertThat(headline(
                        templates.words("payments"), Routed.alert("DiskFull").told()))
                .isEqualTo("🔴 [FIRING:1] own");
    }

    @Test
    void aReceiverThatNamesNoTemplateAnyMoreHasTheStandardWords() throws IOException {
        Templates templates = Templates.of(policy(file("{% block subject %}own words{% endblock %}")), registry);
        assertThat(headline(templates.next(Policy.standard()), "payments")).isEqualTo(STANDARD);
    }
}

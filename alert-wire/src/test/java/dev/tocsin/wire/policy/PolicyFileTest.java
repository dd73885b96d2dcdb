package dev.tocsin.wire.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.route.Credential;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.model.route.Receiver.Fallback;
import dev.tocsin.model.route.Route;
import dev.tocsin.model.route.Severity;
import dev.tocsin.model.route.Transport;
import dev.tocsin.model.route.Transport.Email;
import dev.tocsin.model.route.Transport.Email.Account;
import dev.tocsin.model.route.Transport.Email.Smarthost;
import dev.tocsin.model.route.Transport.PagerDuty;
import dev.tocsin.model.route.Transport.RocketChatRoom;
import dev.tocsin.model.route.Transport.RocketChatRoom.RocketChatServer;
import dev.tocsin.wire.policy.PolicyFile.Finding;
import dev.tocsin.wire.policy.PolicyFile.Read;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyFileTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/policy");

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }

    /** With {@code -Dtocsin.golden=write} the expectations are written anew; the diff is what to review. */
    @ParameterizedTest
    @MethodSource("examples")
    void examplesReadAsTheirNamesSay(Path file) throws IOException {
        Read read = PolicyFile.read(file);
        String findings = text(
                switch (read) {
                    case Read.Good good -> good.warnings();
                    case Read.Bad bad -> bad.problems();
                });
        String name = file.getFileName().toString();
        Path expected = file.resolveSibling(name.replace(".yml", ".txt"));
        if ("write".equals(System.getProperty("tocsin.golden")) && !findings.isEmpty()) {
            Files.writeString(expected, findings);
        }

        assertThat(read).isInstanceOf(name.startsWith("good-") ? Read.Good.class : Read.Bad.class);
        assertThat(findings).isEqualTo(Files.exists(expected) ? Files.readString(expected) : "");
        assertThat(read.toString()).doesNotContain("SECRET").doesNotContain("hooks/abc");
    }

    private static String text(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        findings.forEach(finding -> text.append(finding).append('\n'));
        return text.toString();
    }

    private static Policy good(String name) {
        return switch (PolicyFile.read(EXAMPLES.resolve(name))) {
            case Read.Good good -> good.policy();
            case Read.Bad bad -> throw new AssertionError(bad.problems());
        };
    }

    @Test
    void emptyFileIsTheStandardPolicy() {
        assertThat(good("good-empty.yml")).isEqualTo(Policy.standard());
        assertThat(good("good-only-comments.yml")).isEqualTo(Policy.standard());
        assertThat(PolicyFile.parse("\uFEFF# x")).isEqualTo(new Read.Good(Policy.standard(), List.of()));
    }

    @Test
    void sampleSaysTheStandardSeveritiesAndItsOwnRoute() {
        Policy policy = good("good-sample.yml");

        assertThat(policy.severities()).isEqualTo(Policy.standard().severities());
        assertThat(policy.ignoreLabels()).containsExactly("prometheus_replica");
        Route payments = policy.route().routes().getFirst();
        assertThat(payments.receiver()).isEqualTo("payments");
        assertThat(payments.continues()).isTrue();
        assertThat(payments.matchers()).hasSize(2);
        assertThat(policy.receiver("payments").flatMap(Receiver::transport))
                .contains(new Transport.RocketChatWebhook(new Credential.InFile("/run/secrets/payments-hook")));
        assertThat(policy.receiver("null").flatMap(Receiver::transport)).isEmpty();
    }

    @Test
    void severitiesFillTheirGapsFromTheBuiltInOnes() {
        Policy policy = good("good-own-severities.yml");

        assertThat(policy.severities().ordered())
                .containsExactly(
                        new Severity("page", Set.of(), Duration.ofMillis(500), Duration.ofMinutes(90)),
                        new Severity(
                                "critical", Set.of("p1", "emergency", "fatal"), Duration.ZERO, Duration.ofMinutes(30)),
                        new Severity("ticket", Set.of("minor", "p3"), Duration.ofSeconds(10), Duration.ofDays(7)));
        assertThat(policy.severities().fallback().name()).isEqualTo("ticket");
    }

    @Test
    void childrenInheritWhatTheyDoNotSay() {
        Route root = good("good-inherits.yml").route();
        Route team = root.routes().getFirst();
        Route info = team.routes().get(0);
        Route others = team.routes().get(1);

        assertThat(root.receiver()).isEqualTo("rocketchat-{severity}");
        assertThat(team.groupBy()).containsExactly("...");
        assertThat(team.sendResolved()).isFalse();
        assertThat(info.sendResolved()).isTrue();
        assertThat(info.receiver()).isEqualTo("null");
        assertThat(others.receiver()).isEqualTo("dba");
        assertThat(others.groupBy()).isEmpty();
        assertThat(others.sendResolved()).isFalse();
    }

    @Test
    void fileOfAWebhookIsLookedForBesideThePolicy() {
        assertThat(good("good-receiver-per-severity.yml")
                        .receiver("ops-critical")
                        .flatMap(Receiver::transport))
                .isEqualTo(Optional.of(new Transport.RocketChatWebhook(
                        new Credential.InFile(EXAMPLES.resolve("critical").toString()))));
    }

    @Test
    void roomsAreReachedAtTheServerOfTheEnvironmentOrTheirOwn() {
        Policy policy = good("good-rooms.yml");

        Receiver payments = policy.receiver("payments").orElseThrow();
        assertThat(payments.transport()).contains(new RocketChatRoom("#payments", Optional.empty()));
        assertThat(payments.giveUpAfter()).contains(Duration.ofHours(12));
        Receiver elsewhere = policy.receiver("elsewhere").orElseThrow();
        assertThat(elsewhere.transport())
                .contains(new RocketChatRoom(
                        "#ops",
                        Optional.of(new RocketChatServer(
                                "https://chat.example.org/sub",
                                "aobEdbYhXfu5hkeqG",
                                new Credential.InFile(EXAMPLES.resolve("token").toString())))));
        assertThat(elsewhere.giveUpAfter()).isEmpty();
    }

    private static Optional<Transport> transport(Policy policy, String receiver) {
        return policy.receiver(receiver).flatMap(Receiver::transport);
    }

    private static Credential beside(String file) {
        return new Credential.InFile(EXAMPLES.resolve(file).toString());
    }

    @Test
    void otherReceiversAreReachedByTheirOwnTransports() {
        Policy policy = good("good-transports.yml");

        assertThat(transport(policy, "channel")).contains(new Transport.SlackWebhook(beside("slack-hook")));
        assertThat(transport(policy, "hook"))
                .contains(new Transport.Webhook(beside("hook-address"), Optional.of(beside("hook-secret"))));
        assertThat(transport(policy, "unsigned"))
                .contains(new Transport.Webhook(
                        new Credential.Inline("https://alerts.example.org/in"), Optional.empty()));
        assertThat(transport(policy, "letters"))
                .contains(new Email(
                        List.of("oncall@example.org", "dba@example.org"),
                        "tocsin@example.org",
                        new Smarthost(
                                "smtp.example.org",
                                587,
                                true,
                                Optional.of(new Account("tocsin", beside("smtp-password"))))));
        assertThat(transport(policy, "relay"))
                .contains(new Email(
                        List.of("root@localhost", "ops@localhost"),
                        "tocsin@localhost",
                        new Smarthost("[::1]", 25, false, Optional.empty())));
        assertThat(transport(policy, "pager"))
                .contains(new PagerDuty(beside("pager-key"), "https://events.pagerduty.com/v2/enqueue"));
        assertThat(transport(policy, "pager-eu").map(Object::toString))
                .contains("PagerDuty[routingKey=Inline[***], url=https://events.eu.pagerduty.com/v2/enqueue]");
    }

    @Test
    void aFallbackIsAnotherReceiverABuiltInOneIncluded() {
        Policy policy = good("good-fallbacks.yml");

        assertThat(policy.receiver("payments").flatMap(Receiver::fallback))
                .contains(new Fallback("oncall", Duration.ofMinutes(2)));
        assertThat(policy.receiver("oncall").flatMap(Receiver::fallback))
                .contains(new Fallback("rocketchat-critical", Duration.ofMinutes(1)));
        assertThat(policy.receiver("rocketchat-critical")).isPresent();
    }

    @Test
    void aTemplateIsLookedForBesideThePolicy() {
        Policy policy = good("good-templates.yml");

        assertThat(policy.receiver("payments").flatMap(Receiver::templateFile))
                .contains(EXAMPLES.resolve("payments.peb").toString());
        assertThat(policy.receiver("letters").flatMap(Receiver::templateFile))
                .contains(EXAMPLES.resolve("words/letters.peb").toString());
        assertThat(policy.receiver("channel").flatMap(Receiver::templateFile)).contains("/etc/tocsin/channel.peb");
        assertThat(good("good-fallbacks.yml").receiver("payments").flatMap(Receiver::templateFile))
                .isEmpty();
    }

    @Test
    void fileThatCanNotBeReadIsAProblem(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.yml");
        Path latin = Files.write(folder.resolve("latin.yml"), "# é".getBytes(StandardCharsets.ISO_8859_1));
        Path large = Files.writeString(folder.resolve("large.yml"), "#".repeat((1 << 20) + 1));

        assertThat(problem(missing)).isEqualTo("there is no file " + missing);
        assertThat(problem(latin)).isEqualTo(latin + " is not UTF-8 text; save it as UTF-8");
        assertThat(problem(large)).isEqualTo("the file is larger than 1 MiB; make it smaller");
        assertThat(problem(folder)).startsWith("cannot read " + folder);
    }

    private static String problem(Path file) {
        return switch (PolicyFile.read(file)) {
            case Read.Good good -> "";
            case Read.Bad bad -> text(bad.problems()).strip();
        };
    }

    @Test
    void damagedFileIsReadOrRefusedWithoutItsSecret() throws IOException {
        String whole = Files.readString(EXAMPLES.resolve("good-sample.yml"))
                .replace("webhook_url_file: /run/secrets/payments-hook", "webhook_url: https://x.y/hooks/SECRET");
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            String damaged = damaged(whole, random);
            Read read = PolicyFile.parse(damaged);
            assertThat(read.toString()).as("seed 7, round %d:%n%s", i, damaged).doesNotContain("SECRET");
        }
    }

    private static String damaged(String text, Random random) {
        String marks = "'\"{}[]:,#-&*!?|>%@ \n\t~ax1";
        StringBuilder damaged = new StringBuilder(text);
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(damaged.length());
            char mark = marks.charAt(random.nextInt(marks.length()));
            if (random.nextBoolean()) {
                damaged.insert(at, mark);
            } else {
                damaged.setCharAt(at, mark);
            }
        }
        return damaged.toString();
    }
}

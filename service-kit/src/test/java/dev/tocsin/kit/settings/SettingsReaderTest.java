package dev.tocsin.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
    private enum Auth {
        TOKEN,
        NO_AUTH
    }

    private static final Setting<Integer> PORT = Setting.of("TOCSIN_DEMO_PORT", Kind.PORT, 8093, "Where it listens");
    private static final Setting<String> HOST = Setting.of("TOCSIN_DEMO_HOST", Kind.TEXT, "127.0.0.1", "The host");
    private static final Setting<Integer> SIZE =
            Setting.of("TOCSIN_DEMO_SIZE", Kind.integer(1, 100), 10, "How many at once");
    private static final Setting<Duration> WAIT =
            Setting.of("TOCSIN_DEMO_WAIT", Kind.DURATION, Duration.ofSeconds(90), "How long it waits");
    private static final Setting<Duration> SHORT = Setting.of(
            "TOCSIN_DEMO_SHORT",
            Kind.duration(Duration.ofSeconds(1), Duration.ofMinutes(1)),
            Duration.ofSeconds(5),
            "A short time");
    private static final Setting<Auth> AUTH =
            Setting.of("TOCSIN_DEMO_AUTH", Kind.choice(Auth.class), Auth.TOKEN, "Who may");
    private static final Setting<Boolean> FLAG = Setting.of("TOCSIN_DEMO_FLAG", Kind.BOOL, false, "Whether");
    private static final Setting<Optional<Path>> CONFIG =
            Setting.optional("TOCSIN_DEMO_CONFIG", Kind.PATH, "Where the policy is");
    private static final Setting<Optional<URI>> URL = Setting.optional("ROCKETCHAT_DEMO_URL", Kind.URL, "The server");
    private static final Setting<Optional<Secret>> TOKEN =
            Setting.optional("TOCSIN_DEMO_TOKEN", Kind.SECRET, "What clients must show");
    private static final Family<Secret> HOOKS =
            new Family<>("ROCKETCHAT_WEBHOOK_", "SEVERITY", Kind.SECRET_URL, "Where it is posted");
    private static final Catalogue DEMO = Catalogue.of(
                    "Demo", PORT, HOST, SIZE, WAIT, SHORT, AUTH, FLAG, CONFIG, URL, TOKEN)
            .with(HOOKS);

    private static final Setting<String> SERVERS =
            Setting.required("KAFKA_BOOTSTRAP_SERVERS", Kind.TEXT, "Where Kafka is");
    private static final Family<String> KAFKA =
            new Family<>("TOCSIN_KAFKA_", "PROPERTY", Kind.TEXT, "Any property of a client");
    private static final Catalogue OTHER = Catalogue.of("Other", SERVERS).with(KAFKA);

    @TempDir
    Path folder;

    @Test
    void givesTheDefaultsWhenNothingIsSet() {
        Settings settings = SettingsReader.of(Map.of()).read(DEMO);

        assertThat(settings.get(PORT)).isEqualTo(8093);
        assertThat(settings.get(HOST)).isEqualTo("127.0.0.1");
        assertThat(settings.get(SIZE)).isEqualTo(10);
        assertThat(settings.get(WAIT)).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.get(AUTH)).isEqualTo(Auth.TOKEN);
        assertThat(settings.get(FLAG)).isFalse();
        assertThat(settings.get(CONFIG)).isEmpty();
        assertThat(settings.get(URL)).isEmpty();
        assertThat(settings.get(TOKEN)).isEmpty();
        assertThat(settings.get(HOOKS)).isEmpty();
    }

    @Test
    void readsEveryKind() {
        Settings settings = SettingsReader.of(Map.ofEntries(
                        Map.entry("TOCSIN_DEMO_PORT", "0"),
                        Map.entry("TOCSIN_DEMO_HOST", " ::1 "),
                        Map.entry("TOCSIN_DEMO_SIZE", "100"),
                        Map.entry("TOCSIN_DEMO_WAIT", "1h30m"),
                        Map.entry("TOCSIN_DEMO_SHORT", "PT1M"),
                        Map.entry("TOCSIN_DEMO_AUTH", "no-auth"),
                        Map.entry("TOCSIN_DEMO_FLAG", "TRUE"),
                        Map.entry("TOCSIN_DEMO_CONFIG", "/etc/tocsin.yml"),
                        Map.entry("ROCKETCHAT_DEMO_URL", "https://chat.example.org/sub"),
                        Map.entry("TOCSIN_DEMO_TOKEN", "s3cret${x}"),
                        Map.entry("ROCKETCHAT_WEBHOOK_CRITICAL", "https://chat.example.org/hooks/1"),
                        Map.entry("ROCKETCHAT_WEBHOOK_INFO", "http://chat.example.org/hooks/2")))
                .read(DEMO);

        assertThat(settings.get(PORT)).isZero();
        assertThat(settings.get(HOST)).isEqualTo("::1");
        assertThat(settings.get(SIZE)).isEqualTo(100);
        assertThat(settings.get(WAIT)).isEqualTo(Duration.ofMinutes(90));
        assertThat(settings.get(SHORT)).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.get(AUTH)).isEqualTo(Auth.NO_AUTH);
        assertThat(settings.get(FLAG)).isTrue();
        assertThat(settings.get(CONFIG)).contains(Path.of("/etc/tocsin.yml"));
        assertThat(settings.get(URL)).contains(URI.create("https://chat.example.org/sub"));
        assertThat(settings.get(TOKEN)).contains(Secret.of("s3cret${x}"));
        assertThat(settings.get(HOOKS)).containsOnlyKeys("CRITICAL", "INFO");
        assertThat(settings.get(HOOKS)).containsEntry("INFO", Secret.of("http://chat.example.org/hooks/2"));
    }

    @Test
    void reportsAllProblemsAtOnce() {
        SettingsException refused = refusal(
                SettingsReader.of(Map.ofEntries(
                        Map.entry("TOCSIN_DEMO_PORT", "65536"),
                        Map.entry("TOCSIN_DEMO_SIZE", "0"),
                        Map.entry("TOCSIN_DEMO_WAIT", "5 minutes"),
                        Map.entry("TOCSIN_DEMO_SHORT", "2m"),
                        Map.entry("TOCSIN_DEMO_AUTH", "maybe"),
                        Map.entry("TOCSIN_DEMO_FLAG", "yes"),
                        Map.entry("ROCKETCHAT_DEMO_URL", "ftp://me:hunter2@chat.example.org"),
                        Map.entry("ROCKETCHAT_WEBHOOK_INFO", "hooks/geheim"),
                        Map.entry("ROCKETCHAT_WEBOOK_CRITICAL", "https://chat.example.org/geheim"),
                        Map.entry("TOCSIN_COLOUR", "geheim"))),
                DEMO,
                OTHER);

        assertThat(refused).hasMessage("""
                11 settings are wrong:
                  TOCSIN_DEMO_PORT=65536: expected a port, 0 to 65535
                  TOCSIN_DEMO_SIZE=0: expected a whole number, 1 to 100
                  TOCSIN_DEMO_WAIT=5 minutes: expected a duration such as 30s, 5m, 1h30m or 7d
                  TOCSIN_DEMO_SHORT=2m: expected a duration, 1s to 1m
                  TOCSIN_DEMO_AUTH=maybe: expected one of token, no-auth
                  TOCSIN_DEMO_FLAG=yes: expected true or false
                  ROCKETCHAT_DEMO_URL=ftp://***@chat.example.org: expected an http:// or https:// URL
                  KAFKA_BOOTSTRAP_SERVERS: is required, expected a text
                  ROCKETCHAT_WEBHOOK_INFO=***: expected an http:// or https:// URL (secret)
                  ROCKETCHAT_WEBOOK_CRITICAL: is unknown, did you mean ROCKETCHAT_WEBHOOK_CRITICAL?
                  TOCSIN_COLOUR: is unknown, expected a name that the documentation lists""");
        assertThat(refused.problems()).hasSize(11);
    }

    @Test
    void suggestsTheSettingThatAMisspeltNameMeant() {
        SettingsException refused = refusal(SettingsReader.of(Map.of("TOCSIN_DEMO_PROT", "1")), DEMO);

        assertThat(refused).hasMessageContaining("did you mean TOCSIN_DEMO_PORT?");
    }

    @Test
    void prefersTheEnvironmentToTheFileAndTheFileToTheDefault() throws IOException {
        Path file = write("TOCSIN_DEMO_PORT=1\nTOCSIN_DEMO_HOST=file.example.org\nTOCSIN_DEMO_SIZE=7\n");

        Settings settings = SettingsReader.of(Map.of("TOCSIN_DEMO_PORT", "2", "TOCSIN_DEMO_SIZE", " "))
                .withFile(file)
                .read(DEMO);

        assertThat(settings.get(PORT)).isEqualTo(2);
        assertThat(settings.get(HOST)).isEqualTo("file.example.org");
        assertThat(settings.get(SIZE)).as("a blank variable is not set").isEqualTo(7);
        assertThat(settings.get(WAIT)).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void readsCommentsQuotesAndExportsOfAnEnvFile() throws IOException {
        Path file =
                write("# how it runs\n\nexport TOCSIN_DEMO_HOST=\"a b=c#d\\n\"\nTOCSIN_DEMO_TOKEN='t'\nPATH=/bin\n");

        Settings settings = SettingsReader.of(Map.of()).withFile(file).read(DEMO);

        assertThat(settings.get(HOST)).isEqualTo("a b=c#d\\n");
        assertThat(settings.get(TOKEN)).contains(Secret.of("t"));
    }

    @Test
    void reportsProblemsOfTheFileWithTheirPlaceButNotTheLine() throws IOException {
        Path file = write("geheim\nTOCSIN_DEMO_PORT=x\nTOCSIN_DEMO_HOST=a\nTOCSIN_DEMO_HOST=geheim\n");

        SettingsException refused = refusal(SettingsReader.of(Map.of()).withFile(file), DEMO);

        assertThat(refused)
                .hasMessageContaining(file + " line 1: expected NAME=value")
                .hasMessageContaining(file + " line 4: TOCSIN_DEMO_HOST is set a second time")
                .hasMessageContaining("TOCSIN_DEMO_PORT=x: expected a port, 0 to 65535 (in " + file + ")")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void refusesAMissingFileOnlyWhenItWasAskedFor() {
        Path missing = folder.resolve("none.env");

        assertThat(SettingsReader.of(Map.of())
                        .withFileIfPresent(missing)
                        .read(DEMO)
                        .get(PORT))
                .isEqualTo(8093);
        assertThat(refusal(SettingsReader.of(Map.of()).withFile(missing), DEMO)).hasMessageContaining("none.env");
    }

    @Test
    void ignoresTheServiceLinksOfKubernetes() {
        Settings settings = SettingsReader.of(Map.of(
                        "TOCSIN_DEMO_PORT", "tcp://10.0.0.1:8093",
                        "TOCSIN_DEMO_PORT_8093_TCP", "tcp://10.0.0.1:8093",
                        "TOCSIN_DEMO_PORT_8093_TCP_ADDR", "10.0.0.1",
                        "TOCSIN_DEMO_SERVICE_HOST", "10.0.0.1",
                        "TOCSIN_DEMO_SERVICE_PORT", "8093",
                        "TOCSIN_DEMO_SERVICE_PORT_HTTP", "8093",
                        "ROCKETCHAT_PORT", "tcp://10.0.0.2:3000"))
                .read(DEMO);

        assertThat(settings.get(PORT)).isEqualTo(8093);
    }

    @Test
    void keepsATcpUrlThatIsNoServiceLink() {
        Settings settings = SettingsReader.of(Map.of("KAFKA_BOOTSTRAP_SERVERS", "tcp://broker:9092"))
                .read(OTHER);

        assertThat(settings.get(SERVERS)).isEqualTo("tcp://broker:9092");
    }

    @Test
    void acceptsButDoesNotReadTheNamesOfKnownCatalogues() {
        SettingsReader reader = SettingsReader.of(Map.of(
                        "TOCSIN_DEMO_PORT", "not looked at",
                        "TOCSIN_DEMO_TOKEN_FILE", "/not/looked/at",
                        "ROCKETCHAT_WEBHOOK_PAGE", "not looked at",
                        "KAFKA_BOOTSTRAP_SERVERS", "broker:9092",
                        "TOCSIN_KAFKA_LINGER_MS", "5"))
                .knowing(DEMO);

        Settings settings = reader.read(OTHER);

        assertThat(settings.get(KAFKA)).isEqualTo(Map.of("LINGER_MS", "5"));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.get(PORT));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.get(HOOKS));
    }

    @Test
    void cutsAndCleansValuesInProblems() {
        SettingsException refused =
                refusal(SettingsReader.of(Map.of("TOCSIN_DEMO_PORT", "1\n2" + "9".repeat(500))), DEMO);

        assertThat(refused.problems().getFirst().value().orElseThrow())
                .startsWith("1?29")
                .hasSizeLessThan(130);
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("tocsin.env"), content);
    }

    private static SettingsException refusal(SettingsReader reader, Catalogue... catalogues) {
        SettingsException refused = catchThrowableOfType(SettingsException.class, () -> reader.read(catalogues));
        assertThat(refused).isNotNull();
        assertThat(List.of("geheim", "hunter2"))
                .noneMatch(hidden -> refused.toString().contains(hidden));
        return refused;
    }
}

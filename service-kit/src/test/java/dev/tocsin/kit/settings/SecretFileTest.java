package dev.tocsin.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
    private static final Setting<Integer> PORT = Setting.of("TOCSIN_DEMO_PORT", Kind.PORT, 8093, "Where it listens");
    private static final Setting<Optional<Secret>> TOKEN =
            Setting.optional("TOCSIN_DEMO_TOKEN", Kind.SECRET, "What clients must show");
    private static final Family<Secret> HOOKS =
            new Family<>("ROCKETCHAT_WEBHOOK_", "SEVERITY", Kind.SECRET_URL, "Where it is posted");
    private static final Catalogue DEMO = Catalogue.of("Demo", PORT, TOKEN).with(HOOKS);

    @TempDir
    Path folder;

    @Test
    void readsSecretsFromFiles() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "\n t0ken \n");
        Path hook = Files.writeString(folder.resolve("hook"), "https://chat.example.org/hooks/1\n");

        Settings settings = SettingsReader.of(Map.of(
                        "TOCSIN_DEMO_TOKEN_FILE", token.toString(), "ROCKETCHAT_WEBHOOK_PAGE_FILE", hook.toString()))
                .read(DEMO);

        assertThat(settings.get(TOKEN).orElseThrow().reveal()).isEqualTo("t0ken");
        assertThat(settings.get(HOOKS)).isEqualTo(Map.of("PAGE", Secret.of("https://chat.example.org/hooks/1")));
    }

    @Test
    void refusesSecretFilesThatAreMissingEmptyOrSetTwice() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), " \n");
        Path large = Files.writeString(folder.resolve("large"), "g".repeat(70_000));
        Path bad = Files.writeString(folder.resolve("bad"), "geheim");
        Setting<Secret> needed = Setting.required("TOCSIN_A_KEY", Kind.SECRET, "A key");
        Setting<Optional<Secret>> big = Setting.optional("TOCSIN_B_KEY", Kind.SECRET, "A key");
        Catalogue more = Catalogue.of("More", needed, big);
        SettingsReader reader = SettingsReader.of(Map.of(
                "TOCSIN_A_KEY_FILE", folder.resolve("missing").toString(),
                "TOCSIN_B_KEY_FILE", large.toString(),
                "TOCSIN_DEMO_TOKEN", "geheim",
                "TOCSIN_DEMO_TOKEN_FILE", empty.toString(),
                "ROCKETCHAT_WEBHOOK_INFO_FILE", empty.toString(),
                "ROCKETCHAT_WEBHOOK_PAGE_FILE", bad.toString(),
                "TOCSIN_DEMO_PORT_FILE", "/x"));

        SettingsException refused = catchThrowableOfType(SettingsException.class, () -> reader.read(more, DEMO));

        assertThat(refused.problems().stream().map(SettingsProblem::toString))
                .containsExactly(
                        "TOCSIN_A_KEY_FILE=" + folder.resolve("missing") + ": expected a readable file",
                        "TOCSIN_B_KEY_FILE=" + large
                                + ": expected a file with a secret of at most 65536 bytes, it is larger",
                        "TOCSIN_DEMO_TOKEN: and TOCSIN_DEMO_TOKEN_FILE are both set, expected one",
                        "ROCKETCHAT_WEBHOOK_INFO_FILE=" + empty
                                + ": expected a file with a secret of at most 65536 bytes, it is empty",
                        "ROCKETCHAT_WEBHOOK_PAGE=***: expected an http:// or https:// URL (secret)",
                        "TOCSIN_DEMO_PORT_FILE: is unknown, expected a name that the documentation lists");
        assertThat(refused.toString()).doesNotContain("geheim");
    }
}

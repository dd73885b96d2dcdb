package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Catalogue;
import dev.tocsin.kit.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/configuration.md lists every setting there is; {@code -Dtocsin.golden=write} writes it anew. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    private static final String HEAD = """
            # Configuration

            Every setting is an environment variable; the same names can stand in `./tocsin.env`, one `NAME=value` per line,
            and the environment wins. Of secrets, `<NAME>_FILE` names a file that holds the value. Unknown `TOCSIN_…` and
            `ROCKETCHAT_…` names and bad values stop the start, reported together. Durations look like `30s`, `5m` or `1h30m`.
            `TOCSIN_JAVA_HOME` and `TOCSIN_JAVA_OPTS` are for the script, which looks in the environment alone.

            Where Kafka is stands in `KAFKA_BOOTSTRAP_SERVERS`. Other properties of its clients are passed on as `KAFKA_…`
            (`KAFKA_SECURITY_PROTOCOL` is `security.protocol`) when Kafka's clients know them, or as `TOCSIN_KAFKA_…`
            whatever they are. Properties that a guarantee rests on are refused by name; alert-wire/README.md lists them.

            What is alerted where and how often stands in the file that `TOCSIN_CONFIG` names; alert-wire/README.md tells
            what it may say, and `./tocsin check FILE` what is wrong with one.
            """;

    @Test
    void listsEverySetting() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        for (Catalogue catalogue : Launch.CATALOGUES) {
            page.append("\n## ").append(catalogue.title()).append("\n\n").append(SettingsTable.markdown(catalogue));
        }
        if ("write".equals(System.getProperty("tocsin.golden"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).content().isEqualTo(page.toString());
    }
}

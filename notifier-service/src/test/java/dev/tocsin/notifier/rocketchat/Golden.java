package dev.tocsin.notifier.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Messages as files; {@code -Dgolden.write} writes them anew, and their diff is to be read. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/messages");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Golden() {}

    static void check(String name, RocketChatMessage message) throws IOException {
        Path file = FOLDER.resolve(name + ".json");
        String text = JSON.writeValueAsString(message) + "\n";
        if (System.getProperty("golden.write") != null) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(text).as(file.toString()).isEqualTo(Files.readString(file));
    }
}

package dev.tocsin.router.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    @TempDir
    Path folder;

    @Test
    void isCreatedAndLeftEmpty() {
        StateFolder.prepare(folder.resolve("a/b"));

        assertThat(folder.resolve("a/b")).isEmptyDirectory();
    }

    @Test
    void saysWhatToChangeWhenItCannotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> StateFolder.prepare(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the state folder " + file + " can't be written")
                .hasMessageEndingWith("point TOCSIN_ROUTER_STATE_DIR to one that can");
    }
}

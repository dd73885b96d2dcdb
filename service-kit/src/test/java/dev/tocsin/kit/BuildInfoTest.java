package dev.tocsin.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class BuildInfoTest {

    @Test
    void knowsTheVersionOfTheBuild() {
        assertThat(BuildInfo.load().version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void callsABuildWithoutVersionDev() {
        Properties unfiltered = new Properties();
        unfiltered.setProperty("version", "${project.version}");

        assertThat(BuildInfo.of(unfiltered).version()).isEqualTo("dev");
        assertThat(BuildInfo.of(new Properties()).version()).isEqualTo("dev");
    }
}

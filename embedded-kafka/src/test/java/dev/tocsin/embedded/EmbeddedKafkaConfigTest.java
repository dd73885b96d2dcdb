package dev.tocsin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.embedded.EmbeddedKafkaConfig.Durability;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaConfigTest {

    private static final EmbeddedKafkaConfig CONFIG = EmbeddedKafkaConfig.inFolder(Path.of("data"));

    @Test
    void listensOnLoopbackAndSyncsUnlessToldOtherwise() {
        assertThat(CONFIG.host()).isEqualTo("127.0.0.1");
        assertThat(CONFIG.durability()).isEqualTo(Durability.SYNC);
        assertThat(CONFIG.dataDir()).isAbsolute();
    }

    @Test
    void refusesWhatKafkaCannotUse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CONFIG.withPort(65_536))
                .withMessage("port must be between 0 and 65535, not 65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CONFIG.withPort(9092).withControllerPort(9092))
                .withMessage("port and controllerPort are both 9092");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CONFIG.withHost("0.0.0.0"))
                .withMessage("host must be an address that clients can connect to, not 0.0.0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedKafkaConfig.inFolder(Path.of("a,b")))
                .withMessageStartingWith("dataDir must not contain a comma");
    }

    @Test
    void syncsEveryWriteOnlyWhenAsked() {
        Ports ports = new Ports(9092, 9093);
        Map<String, String> sync = BrokerSettings.of(CONFIG, ports);
        Map<String, String> cached = BrokerSettings.of(CONFIG.withDurability(Durability.PAGE_CACHE), ports);

        assertThat(sync).containsEntry("log.flush.interval.messages", "1");
        assertThat(cached).doesNotContainKey("log.flush.interval.messages");
    }

    @Test
    void writesIpv6AddressesInBrackets() {
        assertThat(BrokerSettings.of(CONFIG.withHost("::1"), new Ports(9092, 9093)))
                .containsEntry("controller.quorum.voters", "1@[::1]:9093");
    }
}

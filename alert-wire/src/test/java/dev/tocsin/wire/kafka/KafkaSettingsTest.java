package dev.tocsin.wire.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.wire.kafka.KafkaSettings.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {
    private static final String JAAS = "org.apache.kafka.common.security.plain.PlainLoginModule required password=x;";

    private static Read read(String... namesAndValues) {
        Map<String, String> environment = new HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "HOME", "/x"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return KafkaSettings.read(environment);
    }

    private static KafkaSettings good(String... namesAndValues) {
        return switch (read(namesAndValues)) {
            case Read.Good good -> good.settings();
            case Read.Bad bad -> throw new AssertionError(bad.problems());
        };
    }

    private static List<String> problems(String... namesAndValues) {
        return switch (read(namesAndValues)) {
            case Read.Good good -> List.of();
            case Read.Bad bad -> bad.problems();
        };
    }

    @Test
    void bootstrapServersAreEnough() {
        KafkaSettings settings = good();

        assertThat(settings).isEqualTo(KafkaSettings.at("kafka:9092"));
        assertThat(settings.forProducer()).isEqualTo(Map.of("bootstrap.servers", "kafka:9092"));
        assertThat(settings.forStreams()).isEqualTo(Map.of("bootstrap.servers", "kafka:9092"));
    }

    @Test
    void bootstrapServersAreNeeded() {
        assertThat(KafkaSettings.read(Map.of()))
                .isEqualTo(
                        new Read.Bad(List.of("KAFKA_BOOTSTRAP_SERVERS is not set; give it the host:port of a broker")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:1,b:2", " a.b-c_d:9092 , [::1]:9092 ", "SASL_SSL://a:9092"})
    void bootstrapServersInKafkasForms(String servers) {
        assertThat(good("KAFKA_BOOTSTRAP_SERVERS", servers).bootstrapServers()).isEqualTo(servers.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "a:1,", "http://a:9092/x", "a:b"})
    void bootstrapServersInOtherForms(String servers) {
        assertThat(problems("KAFKA_BOOTSTRAP_SERVERS", servers))
                .containsExactly(
                        "KAFKA_BOOTSTRAP_SERVERS is no list of brokers; expected host:port, separated by commas");
    }

    @Test
    void knownPropertiesPassAndOthersAreLeftAlone() {
        KafkaSettings settings = good(
                "KAFKA_SECURITY_PROTOCOL",
                "SASL_SSL",
                "KAFKA_OPTS",
                "-Dpassword=x",
                "KAFKA_NODE_ID",
                "1",
                "KAFKA_HEAP_OPTS",
                "-Xmx1g",
                "KAFKA_LINGER_MS",
                "");

        assertThat(settings.properties()).isEqualTo(Map.of("security.protocol", "SASL_SSL"));
        assertThat(settings.leftAlone()).containsExactly("KAFKA_HEAP_OPTS", "KAFKA_NODE_ID", "KAFKA_OPTS");
    }

    @Test
    void ownPrefixPassesAnything() {
        assertThat(good("TOCSIN_KAFKA_NUM_STANDBY_REPLICAS", "1", "TOCSIN_KAFKA_LINGER_MS", "5")
                        .properties())
                .isEqualTo(Map.of("num.standby.replicas", "1", "linger.ms", "5"));
    }

    @Test
    void serviceLinksAreIgnored() {
        KafkaSettings settings = good(
                "KAFKA_PORT", "tcp://10.0.0.1:9092",
                "KAFKA_SERVICE_HOST", "10.0.0.1",
                "KAFKA_SERVICE_PORT", "9092",
                "KAFKA_SERVICE_PORT_TLS", "9093",
                "KAFKA_PORT_9092_TCP_ADDR", "10.0.0.1",
                "TOCSIN_KAFKA_PORT", "tcp://10.0.0.1:9092",
                "TOCSIN_KAFKA_SERVICE_HOST", "10.0.0.1");

        assertThat(settings).isEqualTo(KafkaSettings.at("kafka:9092"));
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_ACKS, acks",
        "TOCSIN_KAFKA_ACKS, acks",
        "KAFKA_ENABLE_IDEMPOTENCE, enable.idempotence",
        "KAFKA_ISOLATION_LEVEL, isolation.level",
        "KAFKA_AUTO_OFFSET_RESET, auto.offset.reset",
        "KAFKA_ENABLE_AUTO_COMMIT, enable.auto.commit",
        "KAFKA_GROUP_ID, group.id",
        "TOCSIN_KAFKA_GROUP_INSTANCE_ID, group.instance.id",
        "KAFKA_TRANSACTIONAL_ID, transactional.id",
        "KAFKA_MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, max.in.flight.requests.per.connection",
        "KAFKA_RETRIES, retries",
        "KAFKA_KEY_SERIALIZER, key.serializer",
        "KAFKA_VALUE_DESERIALIZER, value.deserializer",
        "TOCSIN_KAFKA_PROCESSING_GUARANTEE, processing.guarantee",
        "TOCSIN_KAFKA_APPLICATION_ID, application.id",
        "KAFKA_ALLOW_AUTO_CREATE_TOPICS, allow.auto.create.topics",
        "KAFKA_INTERCEPTOR_CLASSES, interceptor.classes",
        "TOCSIN_KAFKA_PRODUCER_ACKS, producer.acks",
        "TOCSIN_KAFKA_MAIN_CONSUMER_ISOLATION_LEVEL, main.consumer.isolation.level"
    })
    void guaranteesCanNotBeSet(String name, String property) {
        assertThat(problems(name, "1"))
                .containsExactly(name + " is refused: Tocsin sets " + property
                        + " itself, its guarantees rest on it; remove it");
    }

    @Test
    void bothPrefixesMustAgree() {
        assertThat(good("KAFKA_LINGER_MS", "5", "TOCSIN_KAFKA_LINGER_MS", "5").properties())
                .isEqualTo(Map.of("linger.ms", "5"));
        assertThat(problems("KAFKA_LINGER_MS", "5", "TOCSIN_KAFKA_LINGER_MS", "6"))
                .containsExactly(
                        "KAFKA_LINGER_MS and TOCSIN_KAFKA_LINGER_MS set linger.ms to different values; remove one of"
                                + " them");
    }

    @Test
    void badValuesAreToldAllAtOnceWithoutTheValue() {
        assertThat(problems("KAFKA_REQUEST_TIMEOUT_MS", "soon", "KAFKA_SECURITY_PROTOCOL", "SASL_SLL"))
                .hasSize(2)
                .contains("KAFKA_REQUEST_TIMEOUT_MS is no value for request.timeout.ms; expected int [0,...]")
                .allSatisfy(
                        problem -> assertThat(problem).doesNotContain("soon").doesNotContain("SASL_SLL"));
    }

    @Test
    void secretsMayStandInFiles(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("jaas"), JAAS + "\n");

        assertThat(good("KAFKA_SASL_JAAS_CONFIG_FILE", file.toString()).properties())
                .isEqualTo(Map.of("sasl.jaas.config", JAAS));
        assertThat(good("TOCSIN_KAFKA_SSL_KEY_PASSWORD_FILE", file.toString()).properties())
                .containsKey("ssl.key.password");
        assertThat(problems("KAFKA_SASL_JAAS_CONFIG_FILE", file.toString(), "KAFKA_SASL_JAAS_CONFIG", "other"))
                .hasSize(1);
        assertThat(problems("KAFKA_SASL_JAAS_CONFIG_FILE", folder.resolve("none") + JAAS))
                .singleElement()
                .asString()
                .isEqualTo("KAFKA_SASL_JAAS_CONFIG_FILE: the file can't be read (NoSuchFileException)");
        assertThat(problems(
                        "KAFKA_SSL_KEY_PASSWORD_FILE",
                        Files.createFile(folder.resolve("empty")).toString()))
                .containsExactly("KAFKA_SSL_KEY_PASSWORD_FILE: the file is empty");
    }

    @Test
    void propertiesThatEndInFileAreNoSecretFiles() {
        assertThat(good("KAFKA_SASL_OAUTHBEARER_ASSERTION_PRIVATE_KEY_FILE", "/k.pem")
                        .properties())
                .isEqualTo(Map.of("sasl.oauthbearer.assertion.private.key.file", "/k.pem"));
    }

    @Test
    void eachClientGetsWhatItUnderstandsAndWhatNobodyKnows() {
        KafkaSettings settings = good(
                "KAFKA_SECURITY_PROTOCOL", "SSL",
                "KAFKA_LINGER_MS", "5",
                "KAFKA_MAX_POLL_RECORDS", "10",
                "TOCSIN_KAFKA_MY_PLUGIN", "x");

        assertThat(settings.forProducer())
                .containsOnlyKeys("bootstrap.servers", "security.protocol", "linger.ms", "my.plugin");
        assertThat(settings.forConsumer())
                .containsOnlyKeys("bootstrap.servers", "security.protocol", "max.poll.records", "my.plugin");
        assertThat(settings.forAdmin()).containsOnlyKeys("bootstrap.servers", "security.protocol", "my.plugin");
        assertThat(settings.forStreams()).hasSize(5);
    }

    @Test
    void toStringMasksSecretsAndUnknowns() {
        assertThat(good("KAFKA_SASL_JAAS_CONFIG", JAAS, "KAFKA_LINGER_MS", "5", "TOCSIN_KAFKA_MY_TOKEN", "y"))
                .hasToString("KafkaSettings[bootstrapServers=kafka:9092, properties={linger.ms=5, my.token=***,"
                        + " sasl.jaas.config=***}]");
    }

    @Test
    void everyClientPropertyCanBeSpelledAsAName() {
        assertThat(List.of(ProducerConfig.configNames(), ConsumerConfig.configNames(), AdminClientConfig.configNames()))
                .allSatisfy(names -> assertThat(names).allMatch(name -> name.matches("[a-z0-9.]+")));
    }
}

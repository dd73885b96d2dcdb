package dev.tocsin.standalone;

import dev.tocsin.kit.settings.Settings;
import dev.tocsin.kit.settings.SettingsException;
import dev.tocsin.kit.settings.SettingsReader;
import dev.tocsin.notifier.app.NotifierConfig;
import dev.tocsin.wire.kafka.KafkaSettings;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a command asks: the notifier that is named, else Kafka if it is given, else this machine's notifier. */
final class NotifierOption {
    @Option(
            names = "--notifier",
            paramLabel = "URL",
            description = "asks this notifier, with TOCSIN_NOTIFIER_TOKEN if it is set (default: Kafka directly when"
                    + " KAFKA_BOOTSTRAP_SERVERS is set, else http://127.0.0.1:<TOCSIN_NOTIFIER_PORT, 8095>)")
    private @Nullable String notifier;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    NotifierOption() {}

    /** The notifier, which is not asked yet; nothing when Kafka is to be asked. */
    Optional<NotifierClient> client() {
        SettingsReader reader = Launch.reader();
        if (notifier == null && reader.texts().containsKey(KafkaSettings.BOOTSTRAP_SERVERS)) {
            return Optional.empty();
        }
        Settings settings = settings(reader);
        return Optional.of(new NotifierClient(
                Optional.ofNullable(notifier).map(NotifierOption::address).orElseGet(() -> local(settings)),
                settings.get(NotifierConfig.API_TOKEN)));
    }

    private static Settings settings(SettingsReader reader) {
        try {
            return reader.read(NotifierConfig.CATALOGUE);
        } catch (SettingsException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()));
        }
    }

    private static URI address(String text) {
        URI address = HttpAddress.parse(text)
                .orElseThrow(() -> new WrongUsageException("--notifier: not an address such as http://host:8095"));
        if (address.getUserInfo() != null) {
            throw new WrongUsageException(
                    "--notifier: a notifier asks for no user; its token is read from TOCSIN_NOTIFIER_TOKEN");
        }
        return address;
    }

    private static URI local(Settings settings) {
        return URI.create("http://127.0.0.1:" + settings.get(NotifierConfig.PORT));
    }
}

package dev.tocsin.standalone;

import dev.tocsin.history.log.HistoryException;
import dev.tocsin.history.log.LogReader;
import dev.tocsin.history.log.Span;
import dev.tocsin.history.parked.Discard;
import dev.tocsin.history.parked.ParkedAlerts;
import dev.tocsin.model.delivery.ParkedAlert;
import dev.tocsin.notifier.text.Untrusted;
import dev.tocsin.wire.topic.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What was given up. */
@Command(
        name = "parked",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what was given up at a receiver, and discards it.",
            "Needs KAFKA_BOOTSTRAP_SERVERS. Nobody's offsets move."
        })
final class ParkedCommand implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SHOWN = 60;
    private static final int SHOWN_REASON = 100;
    private static final int SHOWN_WHOLE = 2_000;

    /** How it is printed. */
    enum Output {
        /** For people. */
        TABLE,
        /** The values as they stand in Kafka, as one array. */
        JSON
    }

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the field in
    ParkedCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, show or discard");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists what is parked, the oldest first.")
    int list(
            @Mixin PastOptions past,
            @Option(names = "--output", description = "table (default) or json", defaultValue = "table")
                    Output output) {
        Launch launch = Launch.read();
        ParkedAlerts found = read(launch, past);
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            printJson(launch, found.alerts());
        } else {
            Table table = new Table("PARKED", "RECEIVER", "SEVERITY", "ALERT", "STATE", "REASON", "KEY");
            found.alerts()
                    .forEach(parked -> table.add(
                            time(past.zone()).format(parked.at()),
                            parked.receiver(),
                            parked.routed().severity(),
                            Untrusted.line(parked.routed().alert().name(), SHOWN),
                            word(parked.routed().reason()),
                            Untrusted.line(parked.reason(), SHOWN_REASON),
                            parked.key()));
            table.print(out);
            out.println(found.alerts().size() + " parked");
        }
        out.flush();
        return sayUnreadable(found);
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one with everything that is known of it.")
    int show(
            @Parameters(paramLabel = "KEY", description = "the last column of list") String key,
            @Option(names = "--output", description = "table (default) or json", defaultValue = "table")
                    Output output) {
        Launch launch = Launch.read();
        ParkedAlert parked = read(launch, alert -> alert.key().equals(key)).alerts().stream()
                .findFirst()
                .orElseThrow(() -> new FailedException("nothing is parked under " + key));
        if (output == Output.JSON) {
            printJson(launch, List.of(parked));
        } else {
            describe(parked, ZoneId.systemDefault());
        }
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = {
                "Takes out of deliveries.parked what need not be told. Asks first.",
                "deliveries keeps who decided, and why."
            })
    int discard(
            @Mixin PastOptions past,
            @Parameters(paramLabel = "KEY", arity = "0..*", description = "these alone, by the last column of list")
                    @Nullable
                    List<String> keys,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why") String reason,
            @Option(
                            names = "--by",
                            paramLabel = "NAME",
                            description = "who decides (default: the user of this machine)")
                    @Nullable
                    String by,
            @Option(names = "--yes", description = "does not ask") boolean yes) {
        Launch launch = Launch.read();
        Clock clock = Clock.systemUTC();
        String who = Objects.requireNonNullElseGet(by, () -> System.getProperty("user.name", ""));
        Discard discard = decision(who, reason, clock);
        ParkedAlerts found = read(launch, past);
        List<String> wanted = Objects.requireNonNullElse(keys, List.of());
        List<String> missing = found.missing(wanted);
        if (!missing.isEmpty()) {
            throw new FailedException("nothing is parked under " + String.join(", ", missing));
        }
        List<ParkedAlert> alerts = wanted.isEmpty() ? found.alerts() : found.under(wanted);
        PrintWriter out = spec.commandLine().getOut();
        if (alerts.isEmpty()) {
            out.println("nothing is parked that matches");
            out.flush();
            return ExitCode.OK;
        }
        if (!yes && !agreed(alerts)) {
            throw new FailedException("nothing was discarded");
        }
        try (KafkaProducer<byte[], byte[]> producer = producer(launch)) {
            int done = discard.carryOut(producer, launch.topics(), alerts, PATIENCE);
            out.println(done + " discarded by " + who + ": " + reason);
            out.flush();
            return ExitCode.OK;
        } catch (HistoryException e) {
            throw new FailedException(e.getMessage() + "; some may be discarded, list shows the rest");
        }
    }

    private static Discard decision(String who, String reason, Clock clock) {
        try {
            return new Discard(who, reason, clock.instant());
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(e.getMessage() + ": give --by and --reason");
        }
    }

    private boolean agreed(List<ParkedAlert> alerts) {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Long> counts =
                alerts.stream().collect(Collectors.groupingBy(ParkedAlert::receiver, Collectors.counting()));
        counts.forEach((receiver, count) -> out.println(receiver + ": " + count));
        out.print("Nobody will be told of " + alerts.size() + ". Discard? [y/N] ");
        out.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return answer != null && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            return false;
        }
    }

    private static ParkedAlerts read(Launch launch, PastOptions past) {
        Optional<Span> span = past.span(Clock.systemUTC());
        var filter = past.filter();
        return read(
                launch,
                alert -> filter.wants(alert.receiver(), alert.routed())
                        && span.map(given -> given.holds(alert.at())).orElse(true));
    }

    private static ParkedAlerts read(Launch launch, Predicate<ParkedAlert> wanted) {
        try (LogReader reader =
                new LogReader(launch.kafka().forConsumer(), launch.topics().clientId("parked"), PATIENCE)) {
            return ParkedAlerts.read(reader, launch.topics().parked(), wanted);
        } catch (HistoryException e) {
            throw new FailedException(String.valueOf(e.getMessage()));
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Launch launch) {
        Map<String, Object> config = new HashMap<>(launch.kafka().forProducer());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, launch.topics().clientId("parked"));
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private int sayUnreadable(ParkedAlerts found) {
        found.unreadable()
                .forEach(key -> spec.commandLine()
                        .getErr()
                        .println("can't be read here, it may be of a newer version: "
                                + Untrusted.line(key, SHOWN_WHOLE)));
        spec.commandLine().getErr().flush();
        return found.unreadable().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void printJson(Launch launch, List<ParkedAlert> alerts) {
        Topic<ParkedAlert> topic = launch.topics().parked();
        spec.commandLine()
                .getOut()
                .println(alerts.stream()
                        .map(parked -> new String(topic.codec().encode(parked), StandardCharsets.UTF_8))
                        .collect(Collectors.joining(",\n", "[", "]")));
    }

    private void describe(ParkedAlert parked, ZoneId zone) {
        Table table = new Table("PARKED", time(zone).format(parked.at()));
        table.add("why", Untrusted.line(parked.reason(), SHOWN_WHOLE));
        table.add("receiver", parked.receiver());
        table.add("severity", parked.routed().severity());
        table.add(
                "state",
                word(parked.routed().reason()) + ", episode " + parked.routed().episode());
        table.add("firing since", time(zone).format(parked.routed().since()));
        table.add("accepted", time(zone).format(parked.routed().received().receivedAt()));
        table.add("request", Untrusted.line(parked.routed().received().requestId(), SHOWN_WHOLE));
        table.add(
                "record",
                parked.place().topic() + "-" + parked.place().partition() + "@"
                        + parked.place().offset());
        parked.routed().alert().labels().forEach((name, value) -> addText(table, "label", name, value));
        parked.routed().alert().annotations().forEach((name, value) -> addText(table, "annotation", name, value));
        table.print(spec.commandLine().getOut());
    }

    private static void addText(Table table, String what, String name, String value) {
        table.add(what + " " + Untrusted.line(name, SHOWN), Untrusted.line(value, SHOWN_WHOLE));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static DateTimeFormatter time(ZoneId zone) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }
}

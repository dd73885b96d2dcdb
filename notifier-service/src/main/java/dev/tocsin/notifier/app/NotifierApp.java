package dev.tocsin.notifier.app;

import dev.tocsin.kit.http.AdminRoutes;
import dev.tocsin.kit.http.AdminServer;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.lifecycle.Component;
import dev.tocsin.kit.metrics.ServiceMetrics;
import dev.tocsin.model.route.Policy;
import dev.tocsin.notifier.lane.KafkaDeliveryLog;
import dev.tocsin.notifier.rocketchat.WebhookSender;
import dev.tocsin.wire.kafka.KafkaSettings;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/** The notifier: reads what is to be told and tells it. */
public final class NotifierApp implements Component {
    private final ServiceMetrics metrics;
    private final HttpClient http = WebhookSender.client();
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;
    private final Receivers receivers;
    private final AdminServer server;

    /**
     * Wires everything; nothing runs yet.
     *
     * @param reload reads the policy again and says how that went; it calls {@link #reload} when the policy is good
     * @throws IllegalArgumentException with a problem per line when no receiver can be told anything
     */
    public NotifierApp(
            NotifierConfig config,
            KafkaSettings kafka,
            Policy policy,
            Clock clock,
            RandomGenerator random,
            ServiceMetrics metrics,
            Supplier<CheckResult> reload) {
        this.metrics = metrics;
        NotifierClients clients = new NotifierClients(kafka, config.topics());
        ReceiverHooks hooks = ReceiverHooks.of(policy, config.webhooks());
        if (!hooks.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", hooks.problems()));
        }
        this.admin = clients.admin();
        this.producer = clients.producer();
        Receivers.Parts parts = new Receivers.Parts(
                config,
                clients,
                admin,
                new KafkaDeliveryLog(producer, config.topics(), blocking),
                http,
                blocking,
                clock,
                random,
                metrics.registry());
        this.receivers = new Receivers(parts, policy, hooks);
        this.server = new AdminServer(
                config.admin(),
                new AdminRoutes(() -> Map.of("notifier", receivers.check()), metrics.registry()).withReload(reload));
    }

    @Override
    public String name() {
        return "notifier";
    }

    /** Starts serving the admin paths, and reading as soon as Kafka answers. */
    @Override
    public void start() {
        server.start();
        receivers.start();
    }

    /** The port of the admin paths. */
    public int port() {
        return server.port();
    }

    @Override
    public CheckResult check() {
        return receivers.check();
    }

    /** Takes another policy: receivers come, go and change their address. A bad one changes nothing and says why. */
    public CheckResult reload(Policy policy) {
        return receivers.reload(policy);
    }

    /** Finishes what is under way for two seconds at most, hands over and leaves. */
    @Override
    public void close() {
        receivers.close();
        server.close();
        blocking.shutdownNow();
        producer.close(Duration.ofSeconds(2));
        admin.close(Duration.ofSeconds(1));
        http.shutdownNow();
        metrics.close();
    }
}

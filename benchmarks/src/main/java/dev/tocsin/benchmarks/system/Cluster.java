package dev.tocsin.benchmarks.system;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Kafka and the services of Tocsin, each a process of its own, as they are shipped; ended with this object. */
final class Cluster implements AutoCloseable {
    private final Lab lab;
    private final Path folder;
    private final int brokerPort = Lab.freePort();
    private final Deque<LabProcess> started = new ArrayDeque<>();
    private final Map<String, String> environment = new HashMap<>();
    private final LabProcess broker;

    Cluster(Lab lab, Path folder) throws InterruptedException {
        this.lab = lab;
        this.folder = folder;
        environment.put("TOCSIN_BROKER_PORT", "" + brokerPort);
        environment.put("TOCSIN_LOG_LEVEL", "warn");
        broker = keep(lab.tocsin(folder, "kafka", environment, URI.create(LabProcess.LISTENING + "://" + bootstrap())));
        broker.awaitReady();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrap());
    }

    /** The process of Kafka. */
    LabProcess broker() {
        return broker;
    }

    /** Where clients of Kafka begin. */
    String bootstrap() {
        return Lab.HOST + ":" + brokerPort;
    }

    /** Messages go to this hook. */
    Cluster postingTo(String hook) {
        for (String severity : new String[] {"CRITICAL", "WARNING", "INFO"}) {
            environment.put("ROCKETCHAT_WEBHOOK_" + severity, hook);
        }
        return this;
    }

    /** Options for the JVMs that are started from now on. */
    Cluster withJava(String options) {
        environment.put("TOCSIN_JAVA_OPTS", options);
        return this;
    }

    /** Starts a service and waits until it is ready. */
    LabProcess start(String service) throws InterruptedException {
        LabProcess made = launch(service);
        made.awaitReady();
        return made;
    }

    /** Starts a service. Returns how long it took until it was ready; it is ended then. */
    Duration startOnly(String service) throws InterruptedException {
        LabProcess made = launch(service);
        Duration took = made.awaitReady();
        end(made);
        return took;
    }

    private LabProcess launch(String service) {
        int port = Lab.freePort();
        Map<String, String> own = new HashMap<>(environment);
        own.put("TOCSIN_" + service.toUpperCase(Locale.ROOT) + "_PORT", "" + port);
        return keep(lab.tocsin(folder, service, own, URI.create("http://" + Lab.HOST + ":" + port + "/-/ready")));
    }

    /** Ends a service that was started here. */
    void end(LabProcess service) {
        started.remove(service);
        service.close();
    }

    private LabProcess keep(LabProcess made) {
        started.push(made);
        return made;
    }

    /** Ends all, the broker last. */
    @Override
    public void close() {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}

package dev.tocsin.ingest.app;

import dev.tocsin.ingest.app.IngestSettings.Auth;
import dev.tocsin.ingest.intake.IntakeLimits;
import dev.tocsin.kit.http.ListenAddress;
import dev.tocsin.kit.settings.Secret;
import dev.tocsin.kit.settings.Settings;
import dev.tocsin.kit.settings.SettingsProblem;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What ingest is told, read once.
 *
 * @param address where it listens
 * @param token without one everybody who reaches the port may post
 * @param limits of one request
 * @param requestsInFlight at once
 * @param bytesInFlight at once, bodies and records together
 * @param topics the names in Kafka
 * @param replicas of a topic that is created, or {@link TopicSetup#AUTOMATIC}
 */
public record IngestConfig(
        ListenAddress address,
        Optional<Secret> token,
        IntakeLimits limits,
        int requestsInFlight,
        int bytesInFlight,
        Topics topics,
        short replicas) {
    private static final String THIS_MACHINE = "127.0.0.1";
    private static final String EVERYWHERE = "0.0.0.0";
    /** The rest is for what bodies become when they are read, and for everything else. */
    private static final int SHARE_OF_HEAP = 3;

    /** Refuses a bulkhead that no body of the permitted size fits through. */
    public IngestConfig {
        if (bytesInFlight < 2L * limits.bodyBytes()) {
            throw new IllegalArgumentException("bytesInFlight must be at least twice the largest body");
        }
    }

    /** What the settings say, with what all services share; ask {@link #problems} first. */
    public static IngestConfig of(Settings settings, Topics topics, short replicas) {
        IntakeLimits limits = new IntakeLimits(
                settings.get(IngestSettings.MAX_BODY_BYTES),
                settings.get(IngestSettings.MAX_ALERTS),
                settings.get(IngestSettings.MAX_LABELS),
                settings.get(IngestSettings.MAX_NAME_LENGTH),
                settings.get(IngestSettings.MAX_VALUE_LENGTH));
        return new IngestConfig(
                new ListenAddress(host(settings), settings.get(IngestSettings.PORT)),
                settings.get(IngestSettings.TOKEN),
                limits,
                settings.get(IngestSettings.MAX_REQUESTS),
                settings.get(IngestSettings.MAX_BYTES),
                topics,
                replicas);
    }

    /**
     * What is wrong between settings that are right each by itself.
     *
     * @param heap the most memory that the JVM gives to objects, in bytes
     */
    public static List<SettingsProblem> problems(Settings settings, long heap) {
        List<SettingsProblem> problems = new ArrayList<>();
        boolean token = settings.get(IngestSettings.TOKEN).isPresent();
        Optional<Auth> auth = settings.get(IngestSettings.AUTH);
        if (!token && auth.equals(Optional.of(Auth.TOKEN))) {
            problems.add(problem(IngestSettings.TOKEN.name(), "is required by TOCSIN_INGEST_AUTH=token"));
        }
        if (token && auth.equals(Optional.of(Auth.NONE))) {
            problems.add(problem(
                    IngestSettings.AUTH.name(), "none contradicts TOCSIN_INGEST_TOKEN, expected only one of the two"));
        }
        if (!token && auth.isEmpty() && !ListenAddress.isLoopback(host(settings))) {
            problems.add(new SettingsProblem(
                    IngestSettings.HOST.name(),
                    settings.get(IngestSettings.HOST),
                    "anybody on the network could post, expected TOCSIN_INGEST_TOKEN or TOCSIN_INGEST_AUTH=none as"
                            + " well"));
        }
        if (settings.get(IngestSettings.MAX_BYTES) < 2L * settings.get(IngestSettings.MAX_BODY_BYTES)) {
            problems.add(
                    problem(IngestSettings.MAX_BYTES.name(), "expected at least twice TOCSIN_INGEST_MAX_BODY_BYTES"));
        }
        int bytes = settings.get(IngestSettings.MAX_BYTES);
        // The default is nobody's wish: a small container starts with it.
        if (bytes > IngestSettings.STANDARD_BYTES && bytes > heap / SHARE_OF_HEAP) {
            problems.add(problem(
                    IngestSettings.MAX_BYTES.name(),
                    "the heap has room for %d, expected no more or a larger one (TOCSIN_JAVA_OPTS=-Xmx%dm)"
                            .formatted(heap / SHARE_OF_HEAP, (long) bytes * SHARE_OF_HEAP / (1 << 20) + 1)));
        }
        return problems;
    }

    private static SettingsProblem problem(String name, String sentence) {
        return new SettingsProblem(name, Optional.empty(), sentence);
    }

    private static String host(Settings settings) {
        boolean guarded = settings.get(IngestSettings.TOKEN).isPresent()
                || settings.get(IngestSettings.AUTH).equals(Optional.of(Auth.NONE));
        return settings.get(IngestSettings.HOST).orElse(guarded ? EVERYWHERE : THIS_MACHINE);
    }
}

package dev.tocsin.standalone;

import dev.tocsin.wire.topic.ClusterCheck;
import dev.tocsin.wire.topic.Topic;
import dev.tocsin.wire.topic.TopicSetup;
import dev.tocsin.wire.topic.TopicSetup.Finding;
import dev.tocsin.wire.topic.TopicSetupException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates and checks the topics. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = {
            "Creates the topics that are missing and says what differs in those that exist; changes none.",
            "Also says which settings of the brokers break a promise.",
            "Needs KAFKA_BOOTSTRAP_SERVERS. Exit code 1 when something has to be mended by hand."
        })
final class TopicsCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Option(names = "--dry-run", description = "only says what would be created")
    private boolean dryRun;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    TopicsCommand() {}

    @Override
    public Integer call() {
        Launch launch = Launch.read();
        Map<String, Object> config = new HashMap<>(launch.kafka().forAdmin());
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, launch.topics().clientId("topics"));
        List<Topic<?>> topics = launch.topics().all(launch.policy().get().severities());
        try (Admin admin = Admin.create(config)) {
            TopicSetup setup = new TopicSetup(admin, launch.replicas(), TIMEOUT);
            List<Finding> findings = dryRun ? setup.check(topics) : setup.ensure(topics);
            boolean topicsGood = print(findings);
            boolean clusterGood = printCluster(new ClusterCheck(admin, TIMEOUT).check());
            return topicsGood && clusterGood ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (TopicSetupException e) {
            throw new FailedException(String.valueOf(e.getMessage()));
        }
    }

    private boolean printCluster(List<ClusterCheck.Finding> findings) {
        PrintWriter out = spec.commandLine().getOut();
        findings.stream().map(TopicsCommand::line).forEach(out::println);
        return findings.stream().noneMatch(ClusterCheck.Finding.Warning.class::isInstance);
    }

    private static String line(ClusterCheck.Finding finding) {
        return switch (finding) {
            case ClusterCheck.Finding.Good(String what, String actual) -> what + ": " + actual + ", good";
            case ClusterCheck.Finding.Warning(String what, String actual, String sentence) ->
                what + ": " + actual + ", " + sentence;
            case ClusterCheck.Finding.Unseen(String what, String sentence) -> what + ": " + sentence;
        };
    }

    private boolean print(List<Finding> findings) {
        PrintWriter out = spec.commandLine().getOut();
        findings.stream()
                .sorted(Comparator.comparing(Finding::topic))
                .map(TopicsCommand::line)
                .forEach(out::println);
        return findings.stream().noneMatch(Finding.Differs.class::isInstance);
    }

    private static String line(Finding finding) {
        return switch (finding) {
            case Finding.Missing(String topic, int partitions, int replicas) ->
                topic + ": missing, would be created with " + partitions + " partitions and " + replicas + " replicas";
            case Finding.Created(String topic, int partitions, int replicas) ->
                topic + ": created with " + partitions + " partitions and " + replicas + " replicas";
            case Finding.Good(String topic) -> topic + ": good";
            case Finding.Differs(String topic, String what, String expected, String actual) ->
                topic + ": " + what + " is " + actual + ", expected " + expected;
        };
    }
}

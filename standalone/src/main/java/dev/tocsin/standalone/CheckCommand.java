package dev.tocsin.standalone;

import dev.tocsin.kit.settings.CommonSettings;
import dev.tocsin.model.route.Policy;
import dev.tocsin.model.route.Receiver;
import dev.tocsin.notifier.text.Template;
import dev.tocsin.notifier.text.TemplateFile;
import dev.tocsin.wire.policy.LabelText;
import dev.tocsin.wire.policy.PolicyFile;
import dev.tocsin.wire.policy.RouteExplanation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Validates tocsin.yml and the templates that it names. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Validates a tocsin.yml and the templates that it names: all problems at once, with line numbers. Exit"
                        + " code 2 when there are any.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "the file (default: TOCSIN_CONFIG, else the built-in policy)")
    private @Nullable Path file;

    @Option(
            names = "--route",
            paramLabel = "LABELS",
            description = "says where an alert with these labels would go, as in 'team=\"payments\",severity=\"page\"'")
    private @Nullable String labels;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields in
    CheckCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<Path> path =
                Optional.ofNullable(file).or(() -> Launch.ownSettings().get(CommonSettings.CONFIG));
        Policy policy = Policy.standard();
        if (path.isPresent()) {
            switch (PolicyFile.read(path.get())) {
                case PolicyFile.Read.Good(Policy good, List<PolicyFile.Finding> warnings) -> {
                    warnings.forEach(warning -> out.println("warning: " + warning));
                    policy = good;
                }
                case PolicyFile.Read.Bad(List<PolicyFile.Finding> problems) -> {
                    problems.forEach(out::println);
                    return ExitCode.USAGE;
                }
            }
        }
        List<String> broken = brokenTemplates(policy);
        if (!broken.isEmpty()) {
            broken.forEach(out::println);
            return ExitCode.USAGE;
        }
        out.println(path.map(Path::toString).orElse("the built-in policy") + ": good");
        return labels == null ? ExitCode.OK : explain(policy, labels);
    }

    /** The notifier would write in the standard words instead. */
    private static List<String> brokenTemplates(Policy policy) {
        List<String> broken = new ArrayList<>();
        for (Receiver receiver : policy.receivers()) {
            receiver.templateFile().ifPresent(file -> {
                if (TemplateFile.read(Path.of(file)).parse() instanceof Template.Parsed.Bad bad) {
                    broken.add("receiver " + receiver.name() + ": template_file " + file + ": " + bad.sentence());
                }
            });
        }
        return broken;
    }

    private int explain(Policy policy, String text) {
        try {
            RouteExplanation.of(policy, LabelText.parse(text))
                    .forEach(spec.commandLine().getOut()::println);
            return ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException("--route: " + e.getMessage());
        }
    }
}

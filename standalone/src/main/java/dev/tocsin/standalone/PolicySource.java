package dev.tocsin.standalone;

import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.model.route.Policy;
import dev.tocsin.wire.policy.PolicyFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policy that holds now. It is read again on request; a bad file changes nothing and says why. */
final class PolicySource implements Supplier<Policy> {
    private static final Logger log = LoggerFactory.getLogger(PolicySource.class);

    private final Optional<Path> file;
    private final List<Function<Policy, CheckResult>> deciders = new CopyOnWriteArrayList<>();
    private final List<Function<Policy, CheckResult>> takers = new CopyOnWriteArrayList<>();
    private volatile Policy policy;

    private PolicySource(Optional<Path> file, Policy policy) {
        this.file = file;
        this.policy = policy;
    }

    /** Reads the file, if there is one; what is wrong with it is added to the problems. */
    static PolicySource read(Optional<Path> file, List<String> problems) {
        if (file.isEmpty()) {
            return new PolicySource(file, Policy.standard());
        }
        Policy policy = Policy.standard();
        switch (PolicyFile.read(file.get())) {
            case PolicyFile.Read.Good(Policy good, List<PolicyFile.Finding> warnings) -> {
                warn(file.get(), warnings);
                policy = good;
            }
            case PolicyFile.Read.Bad(List<PolicyFile.Finding> bad) ->
                bad.forEach(finding -> problems.add(file.get() + " " + finding));
        }
        return new PolicySource(file, policy);
    }

    private static void warn(Path file, List<PolicyFile.Finding> warnings) {
        warnings.forEach(warning -> log.atWarn().addKeyValue("file", file).log(warning.toString()));
    }

    @Override
    public Policy get() {
        return policy;
    }

    /** Registers who has to agree to another policy, and then to take it, before it holds. */
    void taker(Function<Policy, CheckResult> accepts, Function<Policy, CheckResult> takes) {
        deciders.add(accepts);
        takers.add(takes);
    }

    /** Reads the file again. */
    synchronized CheckResult reload() {
        if (file.isEmpty()) {
            return CheckResult.failed("there is no file to read again: TOCSIN_CONFIG is not set");
        }
        return switch (PolicyFile.read(file.get())) {
            case PolicyFile.Read.Good(Policy next, List<PolicyFile.Finding> warnings) -> {
                warn(file.get(), warnings);
                yield take(next);
            }
            case PolicyFile.Read.Bad(List<PolicyFile.Finding> bad) ->
                refused(bad.stream().map(PolicyFile.Finding::toString).collect(Collectors.joining("; ")));
        };
    }

    private CheckResult take(Policy next) {
        for (Function<Policy, CheckResult> step :
                Stream.concat(deciders.stream(), takers.stream()).toList()) {
            if (step.apply(next) instanceof CheckResult.Failed(String reason)) {
                return refused(reason);
            }
        }
        policy = next;
        return CheckResult.ok();
    }

    private CheckResult refused(String reason) {
        log.atError()
                .addKeyValue("file", file.orElseThrow())
                .addKeyValue("reason", reason)
                .log("policy not changed");
        return CheckResult.failed(reason);
    }
}

package dev.tocsin.standalone;

import dev.tocsin.ingest.app.IngestApp;
import dev.tocsin.ingest.app.IngestConfig;
import dev.tocsin.ingest.app.Surroundings;
import dev.tocsin.kit.BuildInfo;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.metrics.ServiceMetrics;
import dev.tocsin.kit.settings.SettingsProblem;
import dev.tocsin.notifier.app.NotifierApp;
import dev.tocsin.notifier.app.NotifierConfig;
import dev.tocsin.router.app.RouterApp;
import dev.tocsin.router.app.RouterConfig;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the services from what the environment says. */
final class Apps {
    private Apps() {}

    static IngestApp ingest(Launch launch) {
        List<SettingsProblem> problems =
                IngestConfig.problems(launch.settings(), Runtime.getRuntime().maxMemory());
        if (!problems.isEmpty()) {
            throw new WrongUsageException(
                    problems.stream().map(SettingsProblem::toString).collect(Collectors.joining("\n")));
        }
        IngestConfig config = IngestConfig.of(launch.settings(), launch.topics(), launch.replicas());
        return new IngestApp(config, launch.kafka(), launch.policy(), launch.policy()::reload, Surroundings.system());
    }

    static RouterApp router(Launch launch) {
        RouterConfig config = RouterConfig.of(launch.settings(), launch.topics(), launch.kafka(), launch.replicas());
        RouterApp router = new RouterApp(config, launch.policy().get(), launch.policy()::reload);
        launch.policy().taker(next -> CheckResult.ok(), router::reload);
        return router;
    }

    static NotifierApp notifier(Launch launch, NotifierConfig config) {
        try {
            NotifierApp notifier = new NotifierApp(
                    config,
                    launch.kafka(),
                    launch.policy().get(),
                    Clock.systemUTC(),
                    new SecureRandom(),
                    new ServiceMetrics("tocsin-notifier", BuildInfo.load()),
                    launch.policy()::reload);
            launch.policy().taker(notifier::accepts, notifier::reload);
            return notifier;
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()));
        }
    }
}

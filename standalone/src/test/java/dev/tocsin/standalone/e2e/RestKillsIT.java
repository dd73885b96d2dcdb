package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code kill -9} of the notifier over the REST API, where messages have ids of ours. The long form is {@code ./tocsin
 * verify --run rest-kills}.
 */
class RestKillsIT {
    private static final Logger log = LoggerFactory.getLogger(RestKillsIT.class);

    private static final String LOOK_UP = "/api/v1/chat.getMessage";

    @TempDir
    Path folder;

    @Test
    void tellsEveryAlertExactlyOnce() throws InterruptedException {
        try (NotifierKills run = new NotifierKills(folder, Way.ROOMS)) {
            run.run();
            log.info("{}, {} found when they were looked up", run, found(run));
            run.assertNothingIsLost(run.tocsin().chat().messages());
            assertThat(run.storedIds())
                    .as("ids of stored messages, seed %d", Proof.SEED)
                    .doesNotHaveDuplicates();
            assertThat(Copies.toldTwice(run.tocsin().chat().messages()))
                    .as("told in two messages, seed %d", Proof.SEED)
                    .isEmpty();
        }
    }

    private static long found(NotifierKills run) {
        return run.tocsin().chat().requests().stream()
                .filter(request -> request.path().equals(LOOK_UP) && request.status() == 200)
                .count();
    }
}

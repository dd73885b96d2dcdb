package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code kill -9} of the notifier over webhooks, whose messages have no id. The long form is {@code ./tocsin verify --run
 * webhook-kills}.
 */
class WebhookKillsIT {
    private static final Logger log = LoggerFactory.getLogger(WebhookKillsIT.class);
    /** Each channel has the lanes of one severity topic. */
    private static final int LANES_PER_CHANNEL = 3;

    @TempDir
    Path folder;

    @Test
    void losesNothingAndDoublesAtMostOneBatchPerLaneAndKill() throws InterruptedException {
        try (NotifierKills run = new NotifierKills(folder, Way.WEBHOOKS)) {
            run.run();
            var chat = run.tocsin().chat();
            Copies copies = Copies.of(chat.messages(), chat.requests(), run.kills());
            log.info(
                    "{}; copies: {} of lost answers, {} by kills",
                    run,
                    copies.byFault().size(),
                    copies.byKill().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum());
            run.assertNothingIsLost(chat.messages());
            assertThat(copies.unexplained())
                    .as("copies without a kill or a lost answer, seed %d", Proof.SEED)
                    .isEmpty();
            assertThat(copies.byKill())
                    .as("copies by channel and kill, seed %d", Proof.SEED)
                    .allSatisfy((kill, count) -> assertThat(count).isLessThanOrEqualTo(LANES_PER_CHANNEL));
            assertThat(Copies.toldTwice(Copies.without(chat.messages())))
                    .as("told in two messages that are no copies, seed %d", Proof.SEED)
                    .isEmpty();
        }
    }
}

package dev.tocsin.model.decision;

import static dev.tocsin.model.Sample.firing;
import static dev.tocsin.model.Sample.policy;
import static dev.tocsin.model.Sample.resolved;
import static dev.tocsin.model.Sample.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.decision.Decision.News;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The input may be read once more from an earlier place, as docs/operations.md has it after a broker lost an end. */
class RewoundInputTest {
    private static final List<Incoming> INPUT = List.of(
            firing("10:00", "10:00"),
            firing("10:00", "10:20"),
            resolved("10:00", "10:25", "10:25"),
            firing("10:40", "10:40"),
            resolved("10:40", "10:50", "10:50"),
            firing("11:00", "11:00"),
            firing("11:00", "11:05"));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void whatWasToldIsToldNoSecondTime(int read) {
        Story story = new Story(policy(route("oncall", List.of()), "oncall"));
        List<Incoming> before = INPUT.subList(0, read);
        before.forEach(story::hears);

        Instant now = before.getLast().appendedAt().plusSeconds(60);
        assertThat(before.stream().map(incoming -> story.hears(incoming, now))).noneMatch(News.class::isInstance);
    }
}

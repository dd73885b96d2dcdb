package dev.tocsin.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulator.ChatMessage;
import dev.tocsin.standalone.e2e.MissedNight.Missed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What replays said, read from Rocket.Chat's messages as a person would.
 *
 * @param words of every telling, by the alert that it is about
 */
record Replayed(Map<String, List<String>> words) {
    private static final String HEADLINE = "⏪ [REPLAYED:";
    private static final Pattern NIGHT = Pattern.compile("id=(night-\\d+);(.*?)(?=id=night-|\\z)", Pattern.DOTALL);

    /** Reads these messages; news and replays are never in one. */
    static Replayed of(List<ChatMessage> messages) {
        Map<String, List<String>> words = new TreeMap<>();
        for (ChatMessage message : messages) {
            Matcher tellings = NIGHT.matcher(Telling.words(message));
            while (tellings.find()) {
                assertThat(message.text())
                        .as("a replay does not look like news")
                        .startsWith(HEADLINE);
                words.computeIfAbsent(tellings.group(1), any -> new ArrayList<>())
                        .add(tellings.group(2));
            }
            if (message.text().startsWith(HEADLINE)) {
                assertThat(Telling.words(message)).doesNotContain("FIRING", "RESOLVED");
            }
        }
        return new Replayed(words);
    }

    /** How many alerts were told. */
    int alerts() {
        return words.size();
    }

    /** That these alerts were told and no others, each once, with what was missed and how it is now. */
    void assertExactly(Map<String, Missed> missed) {
        assertThat(words.keySet()).containsExactlyInAnyOrderElementsOf(missed.keySet());
        assertThat(words)
                .allSatisfy((id, told) -> assertThat(told)
                        .as("%s is told once", id)
                        .singleElement()
                        .asString()
                        .matches(Pattern.compile(".*" + missed.get(id).words(), Pattern.DOTALL)));
    }
}

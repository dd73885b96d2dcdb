package dev.tocsin.notifier.rocketchat;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Words that must not get into a log: servers like to repeat what they were asked. */
final class HiddenWords {
    private final List<String> words;

    /** The longest first: a word may be part of another. */
    HiddenWords(Collection<String> words) {
        this.words = words.stream()
                .filter(word -> !word.isBlank())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The text without any of them. */
    String hiddenIn(String text) {
        String hidden = text;
        for (String word : words) {
            hidden = hidden.replace(word, "***");
        }
        return hidden;
    }
}

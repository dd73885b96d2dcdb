package dev.tocsin.notifier.rocketchat;

import dev.tocsin.notifier.delivery.Parents;
import dev.tocsin.notifier.text.MessageWriter;

/**
 * What is posted.
 *
 * @param writer puts it into words
 * @param parents know what it answers
 */
public record RestTexts(MessageWriter writer, Parents parents) {}

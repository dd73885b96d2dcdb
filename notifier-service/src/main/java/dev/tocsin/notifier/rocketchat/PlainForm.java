package dev.tocsin.notifier.rocketchat;

import dev.tocsin.notifier.text.Message;
import dev.tocsin.notifier.text.Message.Block;
import dev.tocsin.notifier.text.Untrusted;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A message as text alone, for when its attachments are refused: all that its blocks say, but for links and colors. The text
 * is where markup is on, so what comes from outside is made harmless line by line.
 */
final class PlainForm {
    /** What a line may have; it gets a little longer by what makes it harmless. */
    private static final int LINE = 400;
    /** Below Message_MaxAllowedSize, and with room for the first line. */
    private static final int LONGEST = 4000;

    private PlainForm() {}

    /** The same message without attachments. */
    static Message of(Message rich) {
        StringBuilder text = new StringBuilder(rich.headline());
        for (String line : rich.blocks().stream().flatMap(PlainForm::lines).toList()) {
            if (text.length() + line.length() > LONGEST) {
                // Never within a line, whose end closes its markup.
                text.append('\n').append(Untrusted.CUT);
                break;
            }
            text.append('\n').append(line);
        }
        return new Message(text.toString(), List.of());
    }

    private static Stream<String> lines(Block block) {
        String words = Stream.of(block.pretext(), block.title(), block.text()).collect(Collectors.joining("\n"));
        return words.lines().filter(line -> !line.isBlank()).map(line -> Untrusted.inMarkup(line, LINE));
    }
}

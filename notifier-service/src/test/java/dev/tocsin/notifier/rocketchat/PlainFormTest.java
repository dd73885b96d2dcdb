package dev.tocsin.notifier.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.text.Message;
import dev.tocsin.notifier.text.Message.Block;
import dev.tocsin.notifier.text.Untrusted;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainFormTest {
    private static Message rich(String pretext, String title, String text) {
        return new Message(
                "🔴 [FIRING:1] DiskFull", List.of(new Block("#d40c26", pretext, title, null, text, List.of())));
    }

    @Test
    void saysWhatTheBlocksSayAndHasNone() {
        Message plain = PlainForm.of(rich("zone: b", "Disk is full", "instance: db-7\n\nsince noon"));

        assertThat(plain.headline())
                .isEqualTo("🔴 [FIRING:1] DiskFull\n`zone: b`\nDisk is full\n`instance: db-7`\nsince noon");
        assertThat(plain.blocks()).isEmpty();
    }

    @Test
    void letsNothingOfAnAlertPing() {
        Message plain = PlainForm.of(rich("", "@all", "see @here or #general, `code` [x](http://y)"));

        assertThat(plain.headline()).doesNotContain("@all", "@here", "#general");
        assertThat(plain.headline().lines().skip(1))
                .allSatisfy(line -> assertThat(line).startsWith("`").endsWith("`"));
    }

    @Test
    void fitsIntoAMessageAndSaysWhatIsMissing() {
        Message plain = PlainForm.of(rich("", "Disk is full", ("@".repeat(399) + "\n").repeat(30)));

        assertThat(plain.headline()).hasSizeLessThan(5000).endsWith(Untrusted.CUT);
    }
}

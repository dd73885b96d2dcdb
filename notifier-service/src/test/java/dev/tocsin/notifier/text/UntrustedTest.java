package dev.tocsin.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UntrustedTest {
    @ParameterizedTest
    @ValueSource(strings = {"HostDown", "Host down", "a-b/c_d 12", "Überlast", "日本 語"})
    void plainWordsStayAsTheyAre(String text) {
        assertThat(Untrusted.inMarkup(text, 100)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "@all, `@\u200ball`",
        "(@here), `(@\u200bhere)`",
        "\\@all, `\\@\u200ball`",
        "x @user.name, `x @\u200buser.name`",
        "#general, `#\u200bgeneral`",
        "evil.com, `evil.com`",
        "10.0.0.1, `10.0.0.1`",
        "[a](http://b), `[a](http://b)`",
        "*bold*, `*bold*`",
        "_italic_, `_italic_`",
        "a`@all`b, `a'@\u200ball'b`",
        ":skull:, `:skull:`",
        "a  b, `a  b`",
    })
    void anythingElseIsCodeAndPingsNobody(String text, String expected) {
        assertThat(Untrusted.inMarkup(text, 100)).isEqualTo(expected);
    }

    @Test
    void noLineBreakEndsTheCode() {
        assertThat(Untrusted.inMarkup("a\n@all\r\nb\u2028c\u0085d", 100)).isEqualTo("`a @\u200ball b c d`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202e",
                "\u202a",
                "\u2066",
                "\u2069",
                "\u061c",
                "\u200e",
                "\u200b",
                "\u2060",
                "\ufeff",
                "\u00ad",
                "\u180e",
                "\ufff9",
                "\udb40\udc41",
                "\u0000",
                "\u0007",
                "\u001b",
                "\u007f",
                "\u009b"
            })
    void whatIsUnseenIsTakenOut(String unseen) {
        assertThat(Untrusted.lines("a" + unseen + "b", 100)).isEqualTo("ab");
        assertThat(Untrusted.line("a" + unseen + "b", 100)).isEqualTo("ab");
    }

    @Test
    void joinersStayBecauseScriptsAndEmojiNeedThem() {
        String family = "👩\u200d👧";
        assertThat(Untrusted.lines(family, 100)).isEqualTo(family);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u200d", "\u3164", "\u2800\u200c", "\u2003\n\u115f", "\ufe0f", "\u202e\uffa0"})
    void whatShowsNothingIsNoText(String text) {
        assertThat(Untrusted.line(text, 100)).isEmpty();
        assertThat(Untrusted.lines(text, 100)).isEmpty();
    }

    @Test
    void theBeginningOfAVeryLongTextEndsWithAWholeCharacter() {
        assertThat(Untrusted.line("x" + "\u200b".repeat(198) + "😱" + "y".repeat(1_000), 50))
                .isEqualTo("x" + Untrusted.CUT);
    }

    @Test
    void tabsAndLineBreaksAreSpacesOnOneLine() {
        assertThat(Untrusted.line(" a\tb\r\n\r\nc ", 100)).isEqualTo("a b c");
        assertThat(Untrusted.lines("a\tb\r\nc\rd", 100)).isEqualTo("a b\nc\nd");
    }

    @Test
    void aWallOfEmptyLinesIsPulledDown() {
        assertThat(Untrusted.lines("a\n\n\n\n\n\nb", 100)).isEqualTo("a\n\nb");
    }

    @Test
    void halvesOfSurrogatePairsAreReplaced() {
        assertThat(Untrusted.lines("a\ud83dz\udd34", 100)).isEqualTo("a\ufffdz\ufffd");
        assertThat(Untrusted.lines("🔴", 100)).isEqualTo("🔴");
    }

    @Test
    void cuttingSaysSoAndNeverGoesThroughACharacter() {
        String balls = "🔴".repeat(50);
        for (int limit = 20; limit < 40; limit++) {
            String cut = Untrusted.cut(balls, limit);
            assertThat(cut).hasSizeLessThanOrEqualTo(limit).endsWith(Untrusted.CUT);
            assertThat(cut.codePoints().filter(point -> point >= 0xd800 && point <= 0xdfff))
                    .isEmpty();
        }
    }

    @Test
    void ofAVeryLongTextTheBeginningIsShownAndThatItWasCut() {
        assertThat(Untrusted.line("x" + "\u200b".repeat(1_000_000) + "y", 50)).isEqualTo("x" + Untrusted.CUT);
    }

    @Test
    void whatFitsIsNotCut() {
        assertThat(Untrusted.cut("x".repeat(20), 20)).isEqualTo("x".repeat(20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://prometheus:9090/graph?g0.expr=up+%3D%3D+0&g0.tab=1",
                "https://runbooks.example.org/x#y",
                "http://prometheus_1:9090/",
                "HTTP://EXAMPLE.ORG"
            })
    void goodAddressesAreLinks(String address) {
        assertThat(Untrusted.link(address)).contains(address);
    }

    @Test
    void addressIsOneForJavaToo() throws URISyntaxException {
        Random random = new Random(3);
        String letters = "ab9.-_:/?#@%2F[]!~*'();&=+$,|\"<> \u00e9\\^`{}A";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder address = new StringBuilder("http://");
            for (int n = random.nextInt(12); n > 0; n--) {
                address.append(letters.charAt(random.nextInt(letters.length())));
            }
            Optional<String> link = Untrusted.link(address.toString());
            if (link.isPresent()) {
                assertThat(link)
                        .as("seed 3, round %d: %s", i, address)
                        .contains(new URI(address.toString().strip()).toASCIIString());
            }
        }
    }

    @Test
    void otherLettersAreEncoded() {
        assertThat(Untrusted.link("https://example.org/ü")).contains("https://example.org/%C3%BC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "javascript:alert(1)",
                "data:text/html,x",
                "mailto:a@b.c",
                "//example.org",
                "example.org",
                "http://",
                "http:///path",
                "https://user:password@example.org/",
                "https://example.org/a b",
                "https://exa mple.org",
                "<https://example.org>"
            })
    void anythingElseIsNoLink(String address) {
        assertThat(Untrusted.link(address)).isEmpty();
    }

    @Test
    void anAddressOfTwoThousandLettersIsTheLongest() {
        String start = "https://example.org/";
        assertThat(Untrusted.link(start + "x".repeat(2000 - start.length()))).isPresent();
        assertThat(Untrusted.link(start + "x".repeat(2001 - start.length()))).isEmpty();
        assertThat(Untrusted.link(start + "ü".repeat(500))).isEmpty();
    }
}

package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.history.answer.ReplaysAnswer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotifierOptionTest {
    private final StringWriter err = new StringWriter();

    private int run(String notifier) {
        return Tocsin.commandLine()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute("replay", "--list", "--notifier", notifier);
    }

    private String said() {
        return err.toString().strip();
    }

    @Test
    void aUserIsRefusedAndThePasswordIsNotPrinted() {
        assertThat(run("http://user:geheim@127.0.0.1:9")).isEqualTo(2);

        assertThat(said())
                .isEqualTo("--notifier: a notifier asks for no user; its token is read from TOCSIN_NOTIFIER_TOKEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://user:geheim@host",
                "user:geheim@host",
                "http://user:geheim@my_host:8095",
                "http://user:ge heim@host",
                "http://"
            })
    void whatIsNoAddressIsNotRepeated(String address) {
        assertThat(run(address)).isEqualTo(2);

        assertThat(said()).isEqualTo("--notifier: not an address such as http://host:8095");
    }

    @Test
    void theSchemeMayBeWrittenInCapitals() throws IOException {
        try (StandInNotifier notifier =
                new StandInNotifier().then(200, ReplaysAnswer.of(List.of(), Instant.EPOCH, 0))) {
            assertThat(run(notifier.address().replace("http", "HTTP") + "//"))
                    .as(said())
                    .isZero();

            assertThat(notifier.requests()).containsExactly("GET /api/v1/replays?limit=1000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\":502,\"error\":\"Bad Gateway\"}", "{}", "<html>", ""})
    void aRefusalBySomethingElseIsSaidSo(String body) throws IOException {
        try (StandInNotifier notifier = new StandInNotifier().thenText(502, body)) {
            assertThat(run(notifier.address())).isEqualTo(1);

            assertThat(said())
                    .isEqualTo(String.format(
                            Locale.ROOT,
                            "%s answered 502, but not as a notifier of this version does",
                            notifier.address()));
        }
    }
}

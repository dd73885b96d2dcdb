package dev.tocsin.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.settings.Secret;
import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.model.route.Severities;
import dev.tocsin.notifier.Attempts;
import dev.tocsin.notifier.Routed;
import dev.tocsin.notifier.mail.MailServer.Login;
import dev.tocsin.notifier.mail.MailServer.Tls;
import dev.tocsin.notifier.text.MessageWriter;
import dev.tocsin.testsupport.ManualClock;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With certificates that are made for the test: one for this machine, one for another. */
class StartTlsIT {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static SSLContext own;
    private static SSLContext anothers;

    private final ScriptedSmtp peer = new ScriptedSmtp();

    @BeforeAll
    static void make() throws IOException, InterruptedException, GeneralSecurityException {
        own = certificate("localhost");
        anothers = certificate("elsewhere.example.org");
    }

    @BeforeEach
    void offer() {
        peer.offers(own);
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
    }

    /** Which has it, and trusts it. */
    private static SSLContext certificate(String host)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve(host + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        host,
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private Outcome send(SSLContext trusting) throws MessagingException {
        Properties trust = new Properties();
        trust.put("mail.smtp.ssl.socketFactory", trusting.getSocketFactory());
        Login login = new Login("tocsin", Secret.of("password-of-mine"));
        Smtp smtp = new Smtp(
                new MailServer("localhost", peer.port(), Tls.STARTTLS, Optional.of(login)),
                MailTimes.standard(),
                trust);
        LetterWriter writer = new LetterWriter(
                smtp.session(),
                new Envelope("tocsin@example.org", List.of("oncall@example.org")),
                new MessageWriter(Severities.standard(), MailSender.MARKUP),
                new ManualClock(Routed.NOON));
        return smtp.deliver(writer.write(Attempts.first(Routed.firing("a"))));
    }

    @Test
    void theLoginAndTheLetterAreEncrypted() throws MessagingException {
        assertThat(send(own)).isInstanceOf(Outcome.Delivered.class);
        assertThat(peer.letters()).hasSize(1);
        assertThat(peer.commands())
                .filteredOn(line -> !line.startsWith("encrypted "))
                .allMatch(line -> line.startsWith("EHLO") || line.equals("STARTTLS"));
        assertThat(peer.commands()).anyMatch(line -> line.startsWith("encrypted AUTH"));
    }

    @Test
    void aCertificateThatIsNotTrustedIsToldNothing() throws MessagingException {
        assertThat(send(anothers)).isInstanceOf(Outcome.Suspended.class);
        assertThat(peer.commands()).noneMatch(line -> line.contains("AUTH"));
    }

    @Test
    void aCertificateOfAnotherHostIsToldNothing() throws MessagingException {
        peer.offers(anothers);
        assertThat(send(anothers)).isInstanceOf(Outcome.Suspended.class);
        assertThat(peer.commands()).noneMatch(line -> line.contains("AUTH"));
    }
}

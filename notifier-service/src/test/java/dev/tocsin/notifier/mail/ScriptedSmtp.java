package dev.tocsin.notifier.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server on this machine that says what it is told to: to a command that begins so, this; {@code close}, {@code
 * hang} and {@code drip} are done instead. {@code 220} is its greeting.
 */
final class ScriptedSmtp implements AutoCloseable {
    private final ServerSocket server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, String> script = new ConcurrentHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> letters = new CopyOnWriteArrayList<>();
    private volatile @Nullable SSLContext tls;

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    ScriptedSmtp() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on a command that begins so is answered so. */
    void says(String command, String reply) {
        script.put(command, reply);
    }

    /** From now on it says what a server says that takes everything. */
    void saysTheUsual() {
        script.clear();
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    /** What it took, as it came. */
    List<String> letters() {
        return List.copyOf(letters);
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> converse(socket));
            }
        } catch (IOException e) {
            // Closed: that is how it ends.
        }
    }

    /** From now on it offers STARTTLS, with this certificate. */
    void offers(SSLContext certificate) {
        tls = certificate;
    }

    private void converse(Socket socket) {
        try (socket) {
            if (!converse(socket, "220 test")) {
                return;
            }
            SSLSocket encrypted = (SSLSocket)
                    Objects.requireNonNull(tls).getSocketFactory().createSocket(socket, null, socket.getPort(), true);
            encrypted.setUseClientMode(false);
            var _ = converse(encrypted, "");
        } catch (IOException e) {
            // The other side has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it is to be encrypted from here on. */
    private boolean converse(Socket socket, String greeting) throws IOException, InterruptedException {
        boolean plain = !(socket instanceof SSLSocket);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = socket.getOutputStream();
        boolean goesOn = greeting.isEmpty() || reply(out, "220", greeting);
        while (goesOn) {
            String line = in.readLine();
            if (line == null) {
                return false;
            }
            commands.add((plain ? "" : "encrypted ") + line);
            if (line.equals("STARTTLS") && tls != null) {
                say(out, "220 go on");
                return true;
            }
            goesOn = line.equals("DATA") ? data(in, out) : reply(out, line, usual(line, plain && tls != null));
        }
        return false;
    }

    private static String usual(String line, boolean offersTls) {
        if (line.startsWith("EHLO")) {
            return "250-test\r\n" + (offersTls ? "250-STARTTLS\r\n" : "") + "250 AUTH PLAIN LOGIN";
        }
        return line.startsWith("AUTH") ? "235 welcome" : "250 fine";
    }

    private boolean data(BufferedReader in, OutputStream out) throws IOException, InterruptedException {
        if (script.containsKey("DATA")) {
            return reply(out, "DATA", "");
        }
        reply(out, "DATA", "354 go on");
        StringBuilder letter = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(".")) {
                letters.add(letter.toString());
                return reply(out, ".", "250 taken");
            }
            letter.append(line).append("\r\n");
        }
        return false;
    }

    /** Whether the conversation goes on. */
    private boolean reply(OutputStream out, String command, String usual) throws IOException, InterruptedException {
        String reply = script.entrySet().stream()
                .filter(e -> command.startsWith(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(usual);
        switch (reply) {
            case "close" -> {
                return false;
            }
            case "hang" -> closing.await();
            case "drip" -> {
                while (!closing.await(20, TimeUnit.MILLISECONDS)) {
                    say(out, "250-more");
                }
            }
            default -> say(out, reply);
        }
        return true;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}

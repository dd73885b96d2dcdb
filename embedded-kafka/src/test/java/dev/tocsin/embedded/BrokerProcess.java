package dev.tocsin.embedded;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A broker in a JVM of its own, which can be killed: prints its address as the first line and ends with its input. */
final class BrokerProcess {

    private BrokerProcess() {}

    static Process start(Path dataDir) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command =
                List.of(java, "-Xmx256m", "-cp", classPath, BrokerProcess.class.getName(), dataDir.toString());
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    }

    public static void main(String[] args) throws IOException {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.inFolder(Path.of(args[0])));
                PrintWriter out =
                        new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            out.println(kafka.bootstrapServers());
            // A test that dies closes the pipe: no broker outlives it.
            System.in.readAllBytes();
        }
    }
}

package dev.keyferry.bench.fleet;

import dev.keyferry.app.Keyferry;
import dev.keyferry.app.api.ApiAddress;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.bench.product.ApiCaller;
import dev.keyferry.gateway.remote.ServerAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The command {@code serve} with TLS in a process of its own, so that its memory is the server's
 * alone. Thread-safe.
 */
public final class ServerProcess implements AutoCloseable {
    private static final List<String> JVM_OPTIONS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseSerialGC");
    private static final String RESIDENT = "VmRSS:";
    private static final String MOST_RESIDENT = "VmHWM:";
    private static final int KIB_A_MIB = 1_024;

    private final Process process;
    private final Path data;
    private final URI plain;
    private final ServerAddress tls;

    private ServerProcess(Process process, Path data, URI plain, ServerAddress tls) {
        this.process = process;
        this.data = data;
        this.plain = plain;
        this.tls = tls;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param data does not exist, or is the directory of a server that has ended
     */
    public static ServerProcess start(Path data) {
        return start(data, List.of(), List.of());
    }

    /**
     * The same with more options.
     *
     * @param jvm of the JVM
     * @param serve of the command
     */
    public static ServerProcess start(Path data, List<String> jvm, List<String> serve) {
        ProcessBuilder builder = new ProcessBuilder(command(data, jvm, serve));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            BufferedReader lines = process.inputReader();
            String http = address(process, lines.readLine(), "http");
            String https = address(process, lines.readLine(), "https");
            return new ServerProcess(process, data, URI.create(http), ServerAddress.parse(https));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A caller who sets keys. */
    public ApiCaller api() {
        return new ApiCaller(plain.getPort(), token());
    }

    /** What an operator's commands talk to the server with. */
    public ApiClient operator() {
        return new ApiClient(new ApiAddress(plain.resolve("/client/v4"), token()));
    }

    /** Its data directory. */
    public Path data() {
        return data;
    }

    /** Where gateways call it. */
    ServerAddress tls() {
        return tls;
    }

    /** Trusts its authority; for sockets, which the trust of gateways is not made for. */
    SSLContext trust() {
        try (InputStream in = Files.newInputStream(authority())) {
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            anchors.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(anchors);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS and PKIX", e);
        }
    }

    /** The file with its authority. */
    Path authority() {
        return data.resolve("tls").resolve("authority.pem");
    }

    /** What it holds of the machine's memory now, in MiB (proc(5), VmRSS). */
    public long residentMib() {
        return memoryMib(RESIDENT);
    }

    /** The most that it has held so far, in MiB (proc(5), VmHWM). */
    public long mostResidentMib() {
        return memoryMib(MOST_RESIDENT);
    }

    private long memoryMib(String which) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                            .filter(line -> line.startsWith(which))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / KIB_A_MIB;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String token() {
        try {
            return Files.readString(data.resolve("admin.token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(Process process, String line, String scheme) {
        String prefix = "listening on " + scheme + "://";
        if (line == null || !line.startsWith(prefix)) {
            process.destroy();
            throw new IllegalStateException("serve did not start");
        }
        return line.substring("listening on ".length());
    }

    private static List<String> command(Path data, List<String> jvm, List<String> serve) {
        List<String> command = new ArrayList<>();
        // The kernel ends the server also where this process is killed.
        command.addAll(List.of("setpriv", "--pdeathsig", "KILL", "--"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Keyferry.class.getName(), "serve", "--data", data.toString()));
        command.addAll(List.of("--listen", "127.0.0.1:0", "--tls", "127.0.0.1:0"));
        command.addAll(serve);
        return command;
    }
}

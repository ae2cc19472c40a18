package dev.keyferry.e2e.parts;

import dev.keyferry.app.Keyferry;
import dev.keyferry.e2e.parts.KeyferryProcess.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real {@code keyferry serve} in a process of its own, so that it can be killed at any point. */
public final class ServeProcess implements AutoCloseable {
    private static final String READY = "listening on http:";
    private static final String TLS_READY = "listening on https:";

    private final KeyferryProcess process;

    /** The data directory as this process sees it. */
    private final Path data;

    private ServeProcess(KeyferryProcess process, Path data) {
        this.process = process;
        this.data = data;
    }

    /** Starts it on a free port of loopback; it may be killed before it ever listens. */
    public static ServeProcess start(Path data, Path charonSocket) {
        return start(data, List.of("--charon", "unix://" + charonSocket));
    }

    public static ServeProcess start(Path data, List<String> options) {
        return start(data, new Launch(List.of(), Keyferry.class.getName(), Path.of(""), options));
    }

    /**
     * Starts it.
     *
     * @param launch with the options beside those of data and address
     */
    public static ServeProcess start(Path data, Launch launch) {
        return start(data, data, launch);
    }

    /**
     * Starts it where files are not those that this process sees by the same names.
     *
     * @param seen the data directory as this process sees it
     */
    public static ServeProcess start(Path data, Path seen, Launch launch) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("serve", "--data", data.toString(), "--listen", "127.0.0.1:0"));
        arguments.addAll(launch.arguments());
        return new ServeProcess(
                KeyferryProcess.start(
                        new Launch(
                                launch.jvmFlags(),
                                launch.mainClass(),
                                launch.directory(),
                                arguments,
                                launch.within()),
                        Map.of(),
                        data.resolveSibling(data.getFileName() + ".log"),
                        List.of(READY, TLS_READY)),
                seen);
    }

    /** Waits for the line that tells it is ready; empty if it ended before. */
    public Optional<Api> awaitListening() {
        return process.awaitLine(READY)
                .map(address -> new Api("http:" + address + "/client/v4", token()));
    }

    public Api api() {
        return awaitListening()
                .orElseThrow(() -> new AssertionError("serve ended before it listened: " + log()));
    }

    /** Where it serves TLS, if it was started so. */
    public String tlsOrigin() {
        return process.awaitLine(TLS_READY)
                .map(address -> "https:" + address)
                .orElseThrow(() -> new AssertionError("serve ended before it listened: " + log()));
    }

    /** The authority that it made for its certificate, in PEM. */
    public Path authority() {
        return data.resolve("tls").resolve("authority.pem");
    }

    /** The file with the administrator's token. */
    public Path tokenFile() {
        return data.resolve("admin.token");
    }

    /** Waits for its end. */
    public int awaitExit() {
        return process.awaitExit();
    }

    /** Ends it at once, as {@code kill -9} does. */
    public void kill() {
        process.kill();
    }

    /** Everything that it and its predecessors on the same data directory logged. */
    public String log() {
        return process.log();
    }

    /** Where {@link #log} is. */
    public Path logFile() {
        return process.logFile();
    }

    /** The process's id. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }

    private String token() {
        try {
            return Files.readString(tokenFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

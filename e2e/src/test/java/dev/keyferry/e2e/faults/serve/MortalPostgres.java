package dev.keyferry.e2e.faults.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.server.store.postgres.PostgresAddress;
import dev.keyferry.server.store.postgres.PostgresAddress.Place;
import dev.keyferry.server.store.postgres.PostgresOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL with one empty database, to be ended and started again. Confined to one thread. */
final class MortalPostgres implements AutoCloseable {
    private static final Duration STARTED = Duration.ofSeconds(60);

    private static final List<String> AS_ROOT = List.of("unshare", "--user");

    private final EmbeddedPostgres server;
    private final Path data;
    private final Path log;

    /** How it ends. */
    enum End {
        /** With SIGKILL: its children see later that it is gone. */
        KILLED("-KILL"),
        /** Without a word to clients and without a checkpoint. */
        IMMEDIATE("-QUIT");

        private final String signal;

        End(String signal) {
            this.signal = signal;
        }
    }

    MortalPostgres(Path directory) throws IOException {
        data = directory.resolve("postgres");
        log = directory.resolve("postgres.log");
        server =
                EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setLocaleConfig("encoding", "UTF8")
                        .start();
    }

    PostgresOptions options() {
        return new PostgresOptions(
                new PostgresAddress(List.of(new Place("127.0.0.1", server.getPort())), "postgres"),
                "postgres",
                Optional.empty(),
                Optional.empty(),
                PostgresOptions.DEFAULT_READERS,
                PostgresOptions.DEFAULT_TIMEOUT);
    }

    /**
     * Ends it.
     *
     * @return the command by which it ran
     */
    List<String> end(End how) throws IOException, InterruptedException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to be root, and in a namespace of its own it is not.
            command.addAll(AS_ROOT);
        }
        command.add(postmaster.info().command().orElseThrow());
        command.addAll(List.of(postmaster.info().arguments().orElseThrow()));
        assertThat(new ProcessBuilder("kill", how.signal, pid).start().waitFor()).isZero();
        await().atMost(STARTED).until(() -> !postmaster.isAlive());
        return command;
    }

    /** Starts it again on what it left. */
    void startAgain(List<String> command) throws IOException {
        List<Process> starts = new ArrayList<>(List.of(start(command)));
        await().atMost(STARTED)
                .until(() -> {
                    if (!starts.getLast().isAlive()) {
                        // Until the last child of the former one is gone, the memory is taken.
                        starts.add(start(command));
                    }
                    return isListening();
                });
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private boolean isListening() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

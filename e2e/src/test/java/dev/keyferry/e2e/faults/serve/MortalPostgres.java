package dev.keyferry.e2e.faults.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.server.store.postgres.PostgresAddress;
import dev.keyferry.server.store.postgres.PostgresAddress.Place;
import dev.keyferry.server.store.postgres.PostgresOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL with one empty database, to be ended and started again. Confined to one thread. */
final class MortalPostgres implements AutoCloseable {
    private static final Duration STARTED = Duration.ofSeconds(60);

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

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
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = start();
    }

    PostgresOptions options() {
        return new PostgresOptions(
                new PostgresAddress(List.of(new Place("127.0.0.1", port)), "postgres"),
                "postgres",
                Optional.empty(),
                Optional.empty(),
                PostgresOptions.DEFAULT_READERS,
                PostgresOptions.DEFAULT_TIMEOUT);
    }

    void end(End how) throws IOException, InterruptedException {
        long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        int exit = new ProcessBuilder("kill", how.signal, Long.toString(pid)).start().waitFor();
        assertThat(exit).as("kill").isZero();
        await().atMost(STARTED).until(() -> !postmaster.isAlive());
        server.close();
    }

    /** Starts it again on what it left. */
    void startAgain() {
        // Until the last child of the former one is gone, the memory that they shared is taken.
        server =
                await().atMost(STARTED)
                        .ignoreException(IOException.class)
                        .until(this::start, _ -> true);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("max_connections", "100")
                .setLocaleConfig("encoding", "UTF8")
                .start();
    }
}

package dev.keyferry.e2e.faults.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.Keyferry;
import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.FullDisk;
import dev.keyferry.e2e.parts.KeyferryProcess.Launch;
import dev.keyferry.e2e.parts.ServeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk under a server's file is full while customers change their accounts. Meanwhile changes
 * are answered with 503, reads are answered, and nothing that was answered as done is lost; once
 * there is room the server goes on by itself.
 */
class FullDiskTest {
    private static final long SEED = 1;
    private static final int MOST_BYTES = 512 * 1024;

    @TempDir private Path directory;

    @Test
    void changesArePutOffWhileFilesCannotGrow() throws Exception {
        ServedStore store = ServedStore.file(directory);
        Random random = new Random(SEED);
        try (ServeProcess serve = store.serve()) {
            Api api = serve.api();
            Load load = new Load(api, SEED);
            for (int i = 0; i < FaultCount.OTHERS; i++) {
                load.start(() -> api);
                load.awaitMore(load.ledger()::timesDone);
                try (FullDisk _ = FullDisk.under(serve.pid(), random.nextInt(MOST_BYTES))) {
                    awaitPutOffThoughReadable(load, api);
                }
                load.awaitMore(load.ledger()::timesDone);
                load.stop();
                load.check(api);
                store.check(load.ledger());
            }
            assertThat(load.ledger().timesUnanswered()).isZero();
            System.out.println("files that cannot grow: " + load.ledger());
        }
    }

    @Test
    void changesArePutOffWhileThereIsNoRoomAndNothingIsLostByAKillThen() throws Exception {
        Path point = Files.createDirectory(directory.resolve("disk"));
        Path data = point.resolve("data");
        try (SmallDisk disk = new SmallDisk(point)) {
            ServeProcess serve = serve(disk, data);
            try {
                Api api = serve.api();
                Load load = new Load(api, SEED);
                load.start(() -> api);
                load.awaitMore(load.ledger()::timesDone);
                disk.fill();
                awaitPutOffThoughReadable(load, api);
                disk.free();
                load.awaitMore(load.ledger()::timesDone);
                disk.fill();
                awaitPutOffThoughReadable(load, api);
                assertThat(load.ledger().timesUnanswered()).isZero();
                serve.kill();
                load.stop();
                serve = serve(disk, data);
                Optional<Api> onFullDisk = serve.awaitListening();
                disk.free();
                if (onFullDisk.isEmpty()) {
                    assertThat(serve.log()).contains("check the disk");
                    serve = serve(disk, data);
                }
                load.check(serve.api());
                serve.close();
                copy(disk.seen(data)).check(load.ledger());
                System.out.println("no room: " + load.ledger());
            } finally {
                serve.close();
            }
        }
    }

    private static ServeProcess serve(SmallDisk disk, Path data) {
        return ServeProcess.start(
                data,
                disk.seen(data),
                new Launch(
                        List.of(),
                        Keyferry.class.getName(),
                        Path.of(""),
                        List.of(),
                        disk.within()));
    }

    /** What a server that was stopped left, where everyone sees it. */
    private ServedStore copy(Path data) throws IOException {
        ServedStore copy = ServedStore.file(Files.createDirectory(directory.resolve("copy")));
        Files.createDirectory(copy.data());
        for (String file : List.of("keyferry.db", "keyferry.db-wal")) {
            if (Files.exists(data.resolve(file))) {
                Files.copy(data.resolve(file), copy.data().resolve(file));
            }
        }
        return copy;
    }

    private static void awaitPutOffThoughReadable(Load load, Api api) throws InterruptedException {
        load.awaitMore(load.ledger()::timesPutOff);
        assertThat(api.get("/accounts").status()).isEqualTo(200);
        assertThat(api.get("/keyferry/audit_logs").status()).isEqualTo(200);
    }
}

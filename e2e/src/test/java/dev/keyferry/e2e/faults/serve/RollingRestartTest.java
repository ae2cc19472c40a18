package dev.keyferry.e2e.faults.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.ServeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers over one database behind a load balancer are ended by SIGTERM and started again, one
 * after the other, under load: they say in time that they are about to stop, and every request is
 * answered as done or as refused, as if nothing had happened.
 */
class RollingRestartTest {
    private static final long SEED = 1;
    private static final int MOST_MILLIS = 500;

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    @TempDir private Path directory;

    @Test
    void noRequestFails() throws Exception {
        ServedStore first = ServedStore.shared(Files.createDirectory(directory.resolve("first")));
        ServedStore second =
                ServedStore.shared(
                        Files.createDirectory(directory.resolve("second")),
                        first.database().orElseThrow());
        Random random = new Random(SEED);
        try (Balancer balancer = new Balancer();
                Place one = new Place(first, balancer)) {
            copyFiles(first.data(), second.data());
            try (Place other = new Place(second, balancer)) {
                Api api = new Api(balancer.base(), one.token());
                Load load = new Load(api, SEED);
                load.start(() -> api);
                for (int i = 0; i < FaultCount.OTHERS; i++) {
                    for (Place each : List.of(one, other)) {
                        TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLIS));
                        each.restart();
                    }
                }
                load.stop();
                System.out.println("rolling restart: " + load.ledger());
                load.check(api);
                first.check(load.ledger());
                assertThat(balancer.broken()).as("requests without an answer").isZero();
                assertThat(load.ledger().timesPutOff()).as("requests put off").isZero();
                assertThat(load.ledger().timesUnanswered()).isZero();
            }
        }
    }

    /** Where a server of the balancer runs. */
    private static final class Place implements AutoCloseable {
        private final ServedStore store;
        private final Balancer balancer;
        private ServeProcess serve;

        Place(ServedStore store, Balancer balancer) throws InterruptedException {
            this.store = store;
            this.balancer = balancer;
            this.serve = start();
        }

        String token() throws IOException {
            return Files.readString(serve.tokenFile()).strip();
        }

        /** The balancer goes on asking it until it is gone. */
        void restart() throws InterruptedException {
            String base = serve.api().base();
            serve.close();
            balancer.remove(base);
            serve = start();
        }

        @Override
        public void close() {
            serve.close();
        }

        private ServeProcess start() throws InterruptedException {
            ServeProcess started = store.serve();
            balancer.add(started.api().base());
            return started;
        }
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        Files.createDirectory(to, OWNER_ONLY);
        Files.createDirectory(to.resolve("keys"), OWNER_ONLY);
        Files.copy(
                from.resolve("admin.token"),
                to.resolve("admin.token"),
                StandardCopyOption.COPY_ATTRIBUTES);
        try (Stream<Path> keys = Files.list(from.resolve("keys"))) {
            for (Path key : keys.toList()) {
                Files.copy(
                        key,
                        to.resolve("keys").resolve(key.getFileName()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}

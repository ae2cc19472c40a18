package dev.keyferry.e2e.faults.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.faults.serve.MortalPostgres.End;
import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.ServeProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shared database of a server ends under load and comes back. Meanwhile every request is
 * answered, with 503 if not as done; what was answered as done is there afterwards; and the server
 * goes on by itself.
 */
class DatabaseAwayTest {
    private static final long SEED = 1;
    private static final int MOST_MILLIS = 1000;

    @TempDir private Path directory;

    @Test
    void requestsArePutOffAndTheServerGoesOnByItself() throws Exception {
        Random random = new Random(SEED);
        try (MortalPostgres postgres = new MortalPostgres(directory)) {
            ServedStore store = ServedStore.shared(directory, postgres.options());
            try (ServeProcess serve = store.serve()) {
                Api api = serve.api();
                Load load = new Load(api, SEED);
                for (int i = 0; i < FaultCount.OTHERS; i++) {
                    load.start(() -> api);
                    load.awaitMore(load.ledger()::timesDone);
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLIS));
                    List<String> command = postgres.end(i % 2 == 0 ? End.KILLED : End.IMMEDIATE);
                    load.awaitMore(load.ledger()::timesPutOff);
                    postgres.startAgain(command);
                    load.awaitMore(load.ledger()::timesDone);
                    load.stop();
                    load.check(api);
                    store.check(load.ledger());
                }
                assertThat(load.ledger().timesUnanswered()).isZero();
                System.out.println("database away: " + load.ledger());
            }
        }
    }
}

package dev.keyferry.e2e.faults.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.ServeProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed with SIGKILL at any moment while customers change their accounts, also while
 * it starts, and started again on the same data: in turn on a file and on a shared database. After
 * each start everything is there that was answered as done, with its record in the audit; what was
 * refused is not; and of what was not answered there is all or nothing.
 */
class KilledServerTest {
    /** On the same data. */
    private static final int KILLS_OF_STORE = 5;

    private static final int MOST_MILLIS = 1000;

    /** One of so many is a kill while it starts. */
    private static final int STARTS = 5;

    @TempDir private Path directory;
    private int kills;
    private int answered;
    private int open;

    @Test
    void whatWasAnsweredIsThereAndTheRestIsWholeOrNothing() throws Exception {
        for (long seed = 1; kills < FaultCount.KILLS; seed++) {
            try {
                run(seed);
            } catch (Exception | AssertionError e) {
                System.out.println("kills of serve: seed " + seed);
                throw new AssertionError("seed " + seed, e);
            }
        }
        System.out.printf(
                "kills of serve: %d kills, %d requests answered as done, %d open%n",
                kills, answered, open);
        assertThat(answered).isGreaterThan(kills);
    }

    private void run(long seed) throws Exception {
        Path place = Files.createDirectory(directory.resolve("seed-" + seed));
        ServedStore store = seed % 2 == 1 ? ServedStore.file(place) : ServedStore.shared(place);
        Random random = new Random(seed);
        ServeProcess serve = store.serve();
        try {
            Load load = new Load(serve.api(), seed);
            for (int i = 0; i < KILLS_OF_STORE && kills < FaultCount.KILLS; i++) {
                Api api = serve.api();
                load.start(() -> api);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLIS));
                serve.kill();
                load.stop();
                kills++;
                serve = store.serve();
                if (random.nextInt(STARTS) == 0) {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLIS));
                    serve.kill();
                    kills++;
                    serve = store.serve();
                }
                load.check(serve.api());
                store.check(load.ledger());
            }
            answered += load.ledger().doneRequests().size();
            open += load.ledger().timesUnanswered();
        } finally {
            serve.close();
        }
    }
}

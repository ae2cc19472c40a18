package dev.keyferry.server.delivery.progress;

import dev.keyferry.server.defect.WithoutTexts;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.progress.AuthenticBoard;
import dev.keyferry.server.usecase.progress.AuthenticBoard.Reading;
import dev.keyferry.server.usecase.progress.Heard;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what gateways said to other servers, so that a call which waits here is released by a
 * report that came there. Thread-safe, on a thread of its own.
 */
public final class ProgressReads implements AutoCloseable {
    /** Between two looks while a call waits for gateways. */
    static final Duration URGENT_BEAT = Duration.ofMillis(20);

    /** Between two looks while none does. */
    static final Duration BEAT = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(ProgressReads.class);

    private final AuthenticBoard board;
    private final WaitingCalls calls;
    private final Consumer<Heard> listener;
    private final Thread thread = Thread.ofVirtual().name("progress-reads").unstarted(this::run);
    private long position;
    private boolean isFailing;

    private ProgressReads(AuthenticBoard board, WaitingCalls calls, Consumer<Heard> listener) {
        this.board = board;
        this.calls = calls;
        this.listener = listener;
    }

    /** The calls that wait for gateways. */
    public interface WaitingCalls {
        /** Returns as soon as there is one, or when the patience is over. */
        void await(Duration patience) throws InterruptedException;
    }

    /**
     * Hears of everything that was posted before this returns, and then of what is.
     *
     * @param listener must not block
     * @throws StoreUnavailable if the board cannot be read
     */
    public static ProgressReads start(
            AuthenticBoard board, WaitingCalls calls, Consumer<Heard> listener)
            throws InterruptedException {
        ProgressReads reads = new ProgressReads(board, calls, listener);
        reads.read();
        reads.thread.start();
        return reads;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(URGENT_BEAT);
                calls.await(BEAT);
                tryToRead();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws InterruptedException {
        Reading reading = board.after(position);
        position = reading.position();
        reading.words().forEach(listener);
    }

    // The boundary of this thread: whatever one reading meets, the next one is tried.
    private void tryToRead() throws InterruptedException {
        try {
            read();
            isFailing = false;
        } catch (StoreUnavailable | Refusal.Busy e) {
            if (!isFailing) {
                log.atWarn().setCause(e).log("what gateways say to other servers is not known now");
            }
            isFailing = true;
        } catch (RuntimeException | Error e) {
            log.atError().setCause(WithoutTexts.of(e)).log("what gateways said was not read");
        }
    }
}

package dev.keyferry.server.delivery;

import dev.keyferry.server.defect.WithoutTexts;
import dev.keyferry.server.usecase.port.ProgressBoard;
import dev.keyferry.server.usecase.port.ProgressBoard.Word;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts what gateways say to this server, for the others of its deployment. Words that come
 * together are posted together. Thread-safe, on a thread of its own.
 */
public final class ProgressPosts implements Colleagues, AutoCloseable {
    /** Words that wait; a gateway that finds no room says its own again. */
    static final int MAX_WAITING = 10_240;

    /** Words of one posting. */
    static final int MAX_TOGETHER = 1_024;

    /** Less than a gateway waits for its answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Logger log = LoggerFactory.getLogger(ProgressPosts.class);

    private final ProgressBoard board;
    private final BlockingQueue<Posting> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread thread = Thread.ofVirtual().name("progress-posts").unstarted(this::run);

    private ProgressPosts(ProgressBoard board) {
        this.board = board;
    }

    private record Posting(Word word, CompletableFuture<Boolean> done) {}

    public static ProgressPosts start(ProgressBoard board) {
        ProgressPosts posts = new ProgressPosts(board);
        posts.thread.start();
        return posts;
    }

    @Override
    public void tell(Word word) throws InterruptedException {
        Posting posting = new Posting(word, new CompletableFuture<>());
        if (!waiting.offer(posting)) {
            throw new StoreUnavailable("too much that gateways said waits to be posted");
        }
        try {
            posting.done().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StoreUnavailable("other servers cannot be told what gateways say", e);
        }
    }

    /** What waits is not posted any more. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                List<Posting> together = new ArrayList<>(List.of(waiting.take()));
                waiting.drainTo(together, MAX_TOGETHER - 1);
                post(together);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // The boundary of this thread: whatever one posting meets, the next one is tried.
    private void post(List<Posting> together) throws InterruptedException {
        try {
            board.post(together.stream().map(Posting::word).toList());
            together.forEach(posting -> posting.done().complete(true));
        } catch (RuntimeException | Error e) {
            together.forEach(posting -> posting.done().completeExceptionally(e));
            if (!(e instanceof StoreUnavailable)) {
                log.atError().setCause(WithoutTexts.of(e)).log("what gateways said was not posted");
            }
        }
    }
}

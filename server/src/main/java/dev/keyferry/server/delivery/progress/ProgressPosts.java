package dev.keyferry.server.delivery.progress;

import dev.keyferry.server.defect.WithoutTexts;
import dev.keyferry.server.delivery.fleet.Colleagues;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.progress.AuthenticBoard;
import dev.keyferry.server.usecase.progress.Heard;
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

    private final AuthenticBoard board;
    private final BlockingQueue<Posting> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread thread = Thread.ofVirtual().name("progress-posts").unstarted(this::run);

    private ProgressPosts(AuthenticBoard board) {
        this.board = board;
    }

    private record Posting(Heard heard, CompletableFuture<Boolean> done) {}

    public static ProgressPosts start(AuthenticBoard board) {
        ProgressPosts posts = new ProgressPosts(board);
        posts.thread.start();
        return posts;
    }

    @Override
    public void tell(Heard heard) throws InterruptedException {
        Posting posting = new Posting(heard, new CompletableFuture<>());
        if (!waiting.offer(posting)) {
            throw new StoreUnavailable("too much that gateways said waits to be posted");
        }
        try {
            posting.done().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StoreUnavailable("other servers cannot be told what gateways say", e);
        } finally {
            // The gateway says it again: what waits still must not be taken for newer than that.
            posting.done().cancel(false);
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
                together.removeIf(posting -> posting.done().isDone());
                if (!together.isEmpty()) {
                    post(together);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // The boundary of this thread: whatever one posting meets, the next one is tried.
    private void post(List<Posting> together) throws InterruptedException {
        try {
            board.post(together.stream().map(Posting::heard).toList());
            together.forEach(posting -> posting.done().complete(true));
        } catch (RuntimeException | Error e) {
            together.forEach(posting -> posting.done().completeExceptionally(e));
            if (!(e instanceof StoreUnavailable)) {
                log.atError().setCause(WithoutTexts.of(e)).log("what gateways said was not posted");
            }
        }
    }
}

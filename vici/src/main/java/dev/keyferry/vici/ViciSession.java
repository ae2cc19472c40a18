package dev.keyferry.vici;

import dev.keyferry.vici.socket.FrameSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the daemon, over which requests are pipelined. Thread-safe.
 *
 * <p>Requests go to the wire in the order of the calls, and the daemon runs and answers them in
 * that order. A deadline answers its caller alone: the request may still run, its late reply is
 * dropped. The session itself ends at the end of the stream, at a protocol error, after {@link
 * #SILENCE} without a word while a reply is owed, or by {@link #close}; then every caller that
 * waits gets {@link ViciSessionLost}.
 *
 * <p><b>Order is kept within one session only.</b> Requests that were written to a session which
 * ended may run later than those of its successor. Before a newer request goes over another
 * connection, its owner must see {@link #unanswered} at zero here, or settle: see the package.
 *
 * <p>Futures are settled by the session's reading thread, so what is chained to them must be short
 * and must not wait for this session.
 */
public final class ViciSession implements AutoCloseable {
    /** Requests on the wire at a time; more gain no speed with charon, and delay urgent ones. */
    public static final int WINDOW = 32;

    /** Requests that may wait for the window; past that callers wait, at most their deadline. */
    public static final int MAX_QUEUED = 1_024;

    /** How long the daemon may say nothing while it owes a reply. */
    public static final Duration SILENCE = Duration.ofSeconds(30);

    /** Most messages of one streamed reply. */
    public static final int MAX_STREAMED = 200_000;

    /** Streamed messages that may wait for a slow caller; past that the session waits for it. */
    public static final int STREAM_BACKLOG = 1_024;

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final FrameSocket socket;
    private final OptionalInt peerUid;
    private final Duration silence;
    private final Pipeline pipeline = new Pipeline();
    private final CompletableFuture<ViciSessionLost> closed = new CompletableFuture<>();
    private volatile @Nullable ScheduledFuture<?> silenceCheck;

    private ViciSession(FrameSocket socket, OptionalInt peerUid, Duration silence) {
        this.socket = socket;
        this.peerUid = peerUid;
        this.silence = silence;
    }

    /**
     * Connects with the usual limit of silence, {@link #SILENCE}.
     *
     * @param connectDeadline how long to try while the daemon's short queue of connections is full
     * @throws ViciUnreachable if nothing listens there, or no connection was made in time
     */
    public static ViciSession connect(Path socket, Duration connectDeadline) {
        return connect(socket, connectDeadline, SILENCE);
    }

    /**
     * Connects.
     *
     * @param silence how long the daemon may say nothing while it owes a reply; longer than the
     *     slowest command used, since the daemon answers nothing else meanwhile
     * @throws ViciUnreachable if nothing listens there, or no connection was made in time
     */
    public static ViciSession connect(Path socket, Duration connectDeadline, Duration silence) {
        FrameSocket connected = open(socket, connectDeadline);
        ViciSession session = new ViciSession(connected, peerUid(connected, socket), silence);
        Thread.ofVirtual().name("vici-read").start(session::read);
        Thread.ofVirtual().name("vici-write").start(session::write);
        session.watchSilence(silence);
        return session;
    }

    /**
     * Sends a command. Waits while {@link #MAX_QUEUED} requests wait, never past the deadline.
     *
     * @param deadline from now to the reply
     * @return the reply, or the {@link ViciException}: {@link ViciCommandFailed}, {@link
     *     ViciUnknownCommand}, {@link ViciReplyOverdue} or {@link ViciSessionLost}
     * @throws IllegalArgumentException if the command's name or the whole packet is too long
     */
    public CompletableFuture<ViciMessage> send(
            String command, ViciMessage body, Duration deadline) {
        Exchange exchange = new Exchange.Single(command, body);
        submit(exchange, deadline);
        return exchange.answer();
    }

    /** As {@link #send}, and waits for the reply; the failure is thrown. */
    public ViciMessage call(String command, ViciMessage body, Duration deadline) {
        Exchange exchange = new Exchange.Single(command, body);
        submit(exchange, deadline);
        return await(exchange);
    }

    /**
     * Runs a command that answers by events before its reply, such as {@code list-sas} by {@code
     * list-sa}. Where the event is unknown the command is run all the same.
     *
     * @param each gets the streamed messages on the caller's thread; while it is slow, other
     *     replies of this session wait
     * @return the reply that ends the stream
     * @throws ViciException as {@link #send} says, and {@link ViciUnknownEvent}
     */
    public ViciMessage stream(
            String command,
            String event,
            ViciMessage body,
            Duration deadline,
            Consumer<ViciMessage> each) {
        Exchange.Streamed exchange = new Exchange.Streamed(command, event, body);
        submit(exchange, deadline);
        try {
            Optional<ViciMessage> next = exchange.next();
            while (next.isPresent()) {
                each.accept(next.get());
                next = exchange.next();
            }
            return await(exchange);
        } catch (InterruptedException e) {
            throw interrupted(exchange);
        } finally {
            // A caller that leaves early must not hold up the reader.
            exchange.answer().cancel(false);
        }
    }

    /**
     * Requests without a reply, queued and written, whether or not their callers still wait. At
     * zero nothing that was sent here can still run. After the session ended it is zero too, and
     * says nothing: look at {@link #closed} first.
     */
    public int unanswered() {
        return pipeline.unanswered();
    }

    /** The numeric user id of the daemon that listens; empty where it cannot be told. */
    public OptionalInt peerUid() {
        return peerUid;
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    /** Completes, always with a value, as soon as the session has ended: why it did. */
    public CompletionStage<ViciSessionLost> closed() {
        return closed.minimalCompletionStage();
    }

    /** Ends the session. What was written may still run. */
    @Override
    public void close() {
        lose("closed by its owner", null);
    }

    static FrameSocket open(Path socket, Duration deadline) {
        try {
            return FrameSocket.connect(socket, deadline);
        } catch (IOException e) {
            throw new ViciUnreachable(socket, e);
        }
    }

    /** Runs a task once the time is over, on a thread of its own, since it settles futures. */
    static ScheduledFuture<?> after(long nanos, Runnable task) {
        return CLOCK.schedule(() -> Thread.startVirtualThread(task), nanos, TimeUnit.NANOSECONDS);
    }

    static String reason(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    static OptionalInt peerUid(FrameSocket connected, Path socket) {
        try {
            return connected.peerUid();
        } catch (IOException e) {
            connected.close();
            throw new ViciUnreachable(socket, e);
        }
    }

    private void submit(Exchange exchange, Duration deadline) {
        long nanos = TimeUnit.NANOSECONDS.convert(deadline);
        Runnable overdue =
                () ->
                        exchange.fail(
                                new ViciReplyOverdue(
                                        exchange.command(), "none within " + deadline));
        ScheduledFuture<?> timer = after(nanos, overdue);
        var _ =
                exchange.answer()
                        .whenComplete((reply, failure) -> {
                            timer.cancel(false);
                            if (failure != null) {
                                pipeline.withdraw(exchange);
                            }
                        });
        try {
            if (!pipeline.add(exchange, nanos)) {
                overdue.run();
            }
        } catch (InterruptedException e) {
            interrupted(exchange);
        }
    }

    private static ViciMessage await(Exchange exchange) {
        try {
            return exchange.answer().get();
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            throw interrupted(exchange);
        }
    }

    private static ViciException failure(ExecutionException e) {
        if (e.getCause() instanceof ViciException failure) {
            return failure;
        }
        throw new AssertionError(e);
    }

    private static ViciReplyOverdue interrupted(Exchange exchange) {
        Thread.currentThread().interrupt();
        ViciReplyOverdue left =
                new ViciReplyOverdue(exchange.command(), "its caller was interrupted");
        exchange.fail(left);
        return left;
    }

    private void read() {
        try {
            Optional<byte[]> frame = socket.read();
            while (frame.isPresent()) {
                pipeline.take(ViciPacket.decode(frame.get()));
                frame = socket.read();
            }
            lose("end of the stream", null);
        } catch (IOException | ViciProtocolError e) {
            lose(reason(e), e);
        } finally {
            lose("its reading thread ended", null);
        }
    }

    private void write() {
        try {
            List<Exchange> next = pipeline.next();
            while (!next.isEmpty()) {
                write(next);
                next = pipeline.next();
            }
        } catch (IOException e) {
            lose(reason(e), e);
        } finally {
            lose("its writing thread ended", null);
        }
    }

    private void write(List<Exchange> exchanges) throws IOException {
        try {
            socket.write(exchanges.stream().flatMap(each -> each.packets().stream()).toList());
        } finally {
            exchanges.forEach(Exchange::wipe);
        }
    }

    private void watchSilence(Duration left) {
        silenceCheck = after(TimeUnit.NANOSECONDS.convert(left), this::checkSilence);
        if (!isOpen()) {
            forgetSilence();
        }
    }

    /** The clock would keep the session and its buffers for as long as the check is due. */
    private void forgetSilence() {
        ScheduledFuture<?> due = silenceCheck;
        if (due != null) {
            due.cancel(false);
        }
    }

    private void checkSilence() {
        Duration left = silence.minus(pipeline.silence());
        if (!isOpen()) {
            return;
        }
        if (left.isPositive()) {
            watchSilence(left);
            return;
        }
        lose("no word within " + silence + " while a reply was owed", null);
    }

    private void lose(String reason, @Nullable Throwable cause) {
        ViciSessionLost lost = new ViciSessionLost(reason, cause);
        if (pipeline.lose(lost)) {
            socket.close();
            closed.complete(lost);
            forgetSilence();
        }
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("vici-clock").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}

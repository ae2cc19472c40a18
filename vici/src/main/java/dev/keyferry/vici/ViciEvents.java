package dev.keyferry.vici;

import dev.keyferry.vici.ViciPacket.Event;
import dev.keyferry.vici.ViciPacket.EventConfirm;
import dev.keyferry.vici.ViciPacket.EventRegister;
import dev.keyferry.vici.ViciPacket.EventUnknown;
import dev.keyferry.vici.socket.FrameSocket;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Events on a connection of their own, so that a flood of them delays no command. Thread-safe.
 *
 * <p>The connection is read whatever the listener does: a daemon whose events are not read keeps
 * them in its memory. Events wait for the listener in a bounded queue; past its end they are
 * dropped and counted. No event says that nothing happened: after a drop or an end, ask the daemon.
 */
public final class ViciEvents implements AutoCloseable {
    /** Events that may wait for the listener. */
    public static final int MAX_QUEUED = 4_096;

    /** Takes events, one at a time, on a thread of its own, in the order of their coming. */
    @FunctionalInterface
    public interface Listener {
        /** What it throws ends the connection. */
        void happened(String event, ViciMessage message);
    }

    private static final Optional<Event> END = Optional.empty();

    private final FrameSocket socket;
    private final OptionalInt peerUid;
    private final List<EventRegister> events;
    private final Listener listener;
    private final CompletableFuture<Void> registered = new CompletableFuture<>();
    private final CompletableFuture<ViciSessionLost> closed = new CompletableFuture<>();
    private final BlockingQueue<Optional<Event>> queue = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MAX_QUEUED);
    private final AtomicLong dropped = new AtomicLong();

    private ViciEvents(
            FrameSocket socket,
            OptionalInt peerUid,
            List<EventRegister> events,
            Listener listener) {
        this.socket = socket;
        this.peerUid = peerUid;
        this.events = events;
        this.listener = listener;
    }

    /**
     * Connects and registers, and returns once the daemon has confirmed every event.
     *
     * @param deadline for connecting and registering together
     * @throws ViciUnreachable if there was no connection
     * @throws ViciUnknownEvent if the daemon does not know one of them
     * @throws ViciReplyOverdue if it did not confirm in time
     * @throws ViciSessionLost if the connection ended before that
     * @throws IllegalArgumentException if a name is not 1 to 255 bytes of ASCII
     */
    public static ViciEvents open(
            Path socket, Duration deadline, Collection<String> events, Listener listener) {
        long start = System.nanoTime();
        List<EventRegister> registrations = events.stream().map(EventRegister::new).toList();
        FrameSocket connected = ViciSession.open(socket, deadline);
        ViciEvents opened =
                new ViciEvents(
                        connected, ViciSession.peerUid(connected, socket), registrations, listener);
        Thread.ofVirtual().name("vici-events").start(opened::read);
        Thread.ofVirtual().name("vici-listener").start(opened::deliver);
        opened.awaitRegistered(deadline.minusNanos(System.nanoTime() - start));
        return opened;
    }

    /** The numeric user id of the daemon that listens; empty where it cannot be told. */
    public OptionalInt peerUid() {
        return peerUid;
    }

    /** Events that were dropped because the listener was slow, since the start. */
    public long dropped() {
        return dropped.get();
    }

    /** Events that wait for the listener now. */
    public int queued() {
        return queue.size();
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    /** Completes, always with a value, as soon as the connection has ended: why it did. */
    public CompletionStage<ViciSessionLost> closed() {
        return closed.minimalCompletionStage();
    }

    /** Ends the connection; events that still wait are not delivered. */
    @Override
    public void close() {
        queue.clear();
        lose("closed by its owner", null);
    }

    private void read() {
        try {
            for (EventRegister event : events) {
                socket.write(List.of(event.encode()));
                awaitConfirm(event.name());
            }
            registered.complete(null);
            while (true) {
                switch (packet()) {
                    case Event event -> offer(event);
                    case ViciPacket other -> throw misplaced(other);
                }
            }
        } catch (ViciUnknownEvent e) {
            registered.completeExceptionally(e);
            lose(ViciSession.reason(e), e);
        } catch (IOException | ViciProtocolError e) {
            lose(ViciSession.reason(e), e);
        } finally {
            lose("its reading thread ended", null);
        }
    }

    /** Events that are registered already may come before the confirmation. */
    private void awaitConfirm(String event) throws IOException {
        while (true) {
            switch (packet()) {
                case EventConfirm() -> {
                    return;
                }
                case EventUnknown() -> throw new ViciUnknownEvent(event);
                case Event other -> offer(other);
                case ViciPacket other -> throw misplaced(other);
            }
        }
    }

    private ViciPacket packet() throws IOException {
        byte[] frame = socket.read().orElseThrow(() -> new EOFException("end of the stream"));
        return ViciPacket.decode(frame);
    }

    private void offer(Event event) {
        if (room.tryAcquire()) {
            queue.add(Optional.of(event));
            return;
        }
        dropped.incrementAndGet();
    }

    private void deliver() {
        try {
            Optional<Event> next = queue.take();
            while (next.isPresent()) {
                room.release();
                listener.happened(next.get().name(), next.get().message());
                next = queue.take();
            }
        } catch (RuntimeException e) {
            lose("its listener failed", e);
        } catch (InterruptedException e) {
            lose("its listener was interrupted", e);
        } finally {
            lose("its listening thread ended", null);
        }
    }

    private void awaitRegistered(Duration left) {
        try {
            registered.get(TimeUnit.NANOSECONDS.convert(left), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ViciException failure) {
                throw failure;
            }
            throw new AssertionError(e);
        } catch (TimeoutException e) {
            close();
            throw new ViciReplyOverdue("event registration", "none in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new ViciReplyOverdue("event registration", "its caller was interrupted");
        }
    }

    private void lose(String reason, @Nullable Throwable cause) {
        ViciSessionLost lost = new ViciSessionLost(reason, cause);
        if (closed.complete(lost)) {
            socket.close();
            registered.completeExceptionally(lost);
            queue.add(END);
        }
    }

    private static ViciProtocolError misplaced(ViciPacket packet) {
        return new ViciProtocolError(
                packet.getClass().getSimpleName() + " on a connection for events");
    }
}

package dev.keyferry.vici.socket;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Connects to a unix socket whose listener keeps a short queue. A full queue is no refusal: Linux
 * answers a connect that may not block with EAGAIN, and has no way to wait for room, so the attempt
 * is repeated.
 */
final class UnixConnect {
    private static final Duration PAUSE_WHILE_QUEUE_IS_FULL = Duration.ofMillis(5);

    private UnixConnect() {}

    static SocketChannel connect(Path socket, Duration deadline) throws IOException {
        long start = System.nanoTime();
        while (true) {
            requireReachable(socket);
            try {
                return attempt(socket);
            } catch (ConnectException e) {
                throw refused(e);
            } catch (SocketException e) {
                // The JDK tells EAGAIN from other failures by text alone, so all are retried.
                if (Duration.ofNanos(System.nanoTime() - start).compareTo(deadline) >= 0) {
                    throw overdue(deadline, e);
                }
            }
            pause();
        }
    }

    private static SocketChannel attempt(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean connected = false;
        try {
            channel.configureBlocking(false);
            connected = channel.connect(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(true);
        } finally {
            if (!connected) {
                channel.close();
            }
        }
        if (!connected) {
            throw new SocketException("the connect did not complete");
        }
        return channel;
    }

    private static void requireReachable(Path socket) throws IOException {
        if (!Files.exists(socket)) {
            throw new NoSuchFileException(socket.toString(), null, "there is no such socket");
        }
        if (!Files.isWritable(socket)) {
            throw new AccessDeniedException(socket.toString(), null, "no right to write to it");
        }
    }

    private static ConnectException refused(ConnectException cause) {
        ConnectException refused = new ConnectException("nothing listens on it");
        refused.initCause(cause);
        return refused;
    }

    private static SocketTimeoutException overdue(Duration deadline, SocketException cause) {
        SocketTimeoutException overdue =
                new SocketTimeoutException("not connected within " + deadline);
        overdue.initCause(cause);
        return overdue;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_WHILE_QUEUE_IS_FULL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketException("interrupted while its queue was full", e);
        }
    }
}

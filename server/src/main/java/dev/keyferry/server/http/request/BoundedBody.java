package dev.keyferry.server.http.request;

import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.RequestRefused;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/**
 * A request's body, read within a size and a time. The deadline is looked at between reads; one
 * read takes no longer than the server's idle timeout. Confined to one thread.
 */
final class BoundedBody extends InputStream {
    private final InputStream in;
    private final long maxBytes;
    private final long deadlineNanos;
    private final IntConsumer arrived;
    private long bytes;

    /**
     * @param within how long the whole body may take from now on
     * @param arrived hears how many bytes came, each time that some did, and may refuse them
     */
    BoundedBody(InputStream in, long maxBytes, Duration within, IntConsumer arrived) {
        this.in = in;
        this.arrived = arrived;
        this.maxBytes = maxBytes;
        this.deadlineNanos = System.nanoTime() + within.toNanos();
    }

    static RequestRefused tooLarge(long maxBytes) {
        return new RequestRefused(
                ErrorAnswer.tooLong("the body has more than " + maxBytes + " bytes"));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * @throws RequestRefused if the body is too long, too slow or broken off
     */
    @Override
    public int read(byte[] target, int offset, int length) {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw RequestRefused.of(ApiCode.TOO_SLOW);
        }
        int read = readFromPeer(target, offset, length);
        bytes += Math.max(0, read);
        if (bytes > maxBytes) {
            throw tooLarge(maxBytes);
        }
        if (read > 0) {
            arrived.accept(read);
        }
        return read;
    }

    private int readFromPeer(byte[] target, int offset, int length) {
        try {
            return in.read(target, offset, length);
        } catch (IOException e) {
            if (e instanceof SocketTimeoutException || e.getCause() instanceof TimeoutException) {
                throw RequestRefused.of(ApiCode.TOO_SLOW);
            }
            throw RequestRefused.of(ApiCode.MALFORMED_HTTP);
        }
    }
}

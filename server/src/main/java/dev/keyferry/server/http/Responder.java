package dev.keyferry.server.http;

import dev.keyferry.server.defect.WithoutTexts;
import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.Failure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.exc.JacksonIOException;

/** Sends failures, so that the sender gets to read them. Thread-safe. */
final class Responder {
    private static final Logger log = LoggerFactory.getLogger(Responder.class);

    /** Of a refused body, read and thrown away so that the peer reads our answer, not a reset. */
    static final long MAX_DRAINED_BYTES = 8 * 1024 * 1024;

    static final Duration MAX_DRAIN = Duration.ofSeconds(2);
    private static final int CHUNK = 16 * 1024;

    private Responder() {}

    /**
     * Answers a failure, whatever of an answer is already under way.
     *
     * @param form what it is answered
     */
    static void fail(
            HttpServletRequest request,
            HttpServletResponse response,
            Throwable failure,
            Function<Throwable, Failure> form) {
        if (isPeerGone(failure)) {
            log.atDebug().log("the peer did not take its answer");
            abort(request, failure);
            return;
        }
        Failure answer = form.apply(failure);
        if (response.isCommitted()) {
            // Half of a success is on its way: cutting it off is the only truth left.
            abort(request, failure);
            return;
        }
        send(request, response, answer);
    }

    /** Answers an {@link Error}, after which little may work. */
    static void broken(HttpServletResponse response, Error error) {
        log.atError()
                .setCause(WithoutTexts.of(error))
                .log("a request met an error of the virtual machine");
        if (!response.isCommitted()) {
            write(response, Failure.enveloped(ErrorAnswer.of(ApiCode.INTERNAL)));
        }
    }

    private static void send(
            HttpServletRequest request, HttpServletResponse response, Failure answer) {
        if (!hasUnreadBody(request)) {
            write(response, answer);
            return;
        }
        response.setHeader("Connection", "close");
        write(response, answer);
        // A client that waits for "100 Continue" sends nothing more now.
        if (!isWaitedFor(request)) {
            drain(request);
        }
    }

    private static void write(HttpServletResponse response, Failure answer) {
        response.resetBuffer();
        response.setStatus(answer.status());
        response.setContentType(answer.contentType());
        answer.headers().forEach(response::setHeader);
        byte[] body = answer.body().toArray();
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
            response.flushBuffer();
        } catch (IOException e) {
            log.atDebug().log("the peer did not take its answer");
        }
    }

    private static boolean hasUnreadBody(HttpServletRequest request) {
        boolean hasBody =
                request.getContentLengthLong() > 0
                        || request.getHeader("Transfer-Encoding") != null;
        if (!hasBody || isWaitedFor(request)) {
            return hasBody;
        }
        try {
            return !request.getInputStream().isFinished();
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether the client sends its body when it is asked to; to open the stream asks. */
    private static boolean isWaitedFor(HttpServletRequest request) {
        return request.getHeader("Expect") != null;
    }

    private static void drain(HttpServletRequest request) {
        long deadline = System.nanoTime() + MAX_DRAIN.toNanos();
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream body = request.getInputStream();
            for (long drained = 0; drained < MAX_DRAINED_BYTES; ) {
                int read = body.read(chunk);
                if (read < 0 || System.nanoTime() - deadline > 0) {
                    return;
                }
                drained += read;
            }
        } catch (IOException e) {
            log.atDebug().log("the rest of a refused body did not arrive");
        }
    }

    private static boolean isPeerGone(Throwable failure) {
        return failure instanceof JacksonIOException || failure instanceof IOException;
    }

    private static void abort(HttpServletRequest request, Throwable failure) {
        ServletContextRequest.getServletContextRequest(request).getServletChannel().abort(failure);
    }
}

package dev.keyferry.server.http;

import dev.keyferry.server.http.answer.Envelope;
import dev.keyferry.server.http.answer.ErrorAnswer;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what Jetty itself refuses, such as a malformed request line, in the public envelope:
 * never a page, a stack trace or a word of what was sent. Thread-safe.
 */
final class JettyErrors implements Request.Handler {
    private final AnswerHeaders headers;

    JettyErrors(AnswerHeaders headers) {
        this.headers = headers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        ErrorAnswer answer = Failures.ofStatus(response.getStatus());
        headers.putOn(request, response);
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Envelope.CONTENT_TYPE);
        answer.headers().forEach(response.getHeaders()::put);
        byte[] body = Envelope.failure(answer);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}

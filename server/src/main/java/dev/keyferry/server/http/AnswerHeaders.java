package dev.keyferry.server.http;

import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.http.metrics.AnswerCounts;
import dev.keyferry.server.log.RequestScope;
import jakarta.servlet.ServletRequest;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outermost handler: names every request, on its log lines as on its answer, and puts on every
 * answer what all answers carry. Nothing may keep an answer, because some show keys. Thread-safe.
 */
final class AnswerHeaders extends Handler.Wrapper {
    static final String REQUEST_ID = "x-request-id";

    private static final Logger log = LoggerFactory.getLogger(AnswerHeaders.class);
    private static final String ATTRIBUTE = "dev.keyferry.request-id";
    private static final HttpField[] SAME_FOR_ALL = {
        new HttpField("cache-control", "no-store"),
        new HttpField("x-content-type-options", "nosniff"),
        new HttpField("x-frame-options", "DENY"),
        new HttpField("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
        new HttpField("referrer-policy", "no-referrer"),
    };

    private final RandomGenerator random;
    private final AnswerCounts counts;
    private volatile boolean isLeaving;

    AnswerHeaders(RandomGenerator random, AnswerCounts counts) {
        this.random = random;
        this.counts = counts;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        RequestId id = putOn(request, response);
        counts.follow(request, response);
        Request.addCompletionListener(request, failure -> logAnswer(id, request, response));
        try (RequestScope _ = RequestScope.of(id)) {
            return super.handle(request, new Leaving(request, response), callback);
        }
    }

    // An answer may be completed by another thread than the one that handled the request.
    private static void logAnswer(RequestId id, Request request, Response response) {
        try (RequestScope _ = RequestScope.of(id)) {
            log.atDebug()
                    .addKeyValue("method", methodOf(request))
                    .addKeyValue("status", response.getStatus())
                    .log("request answered");
        }
    }

    /** Also for answers to what never became a request for the handlers. */
    RequestId putOn(Request request, Response response) {
        RequestId id =
                request.getAttribute(ATTRIBUTE) instanceof RequestId given
                        ? given
                        : RequestId.random(random);
        request.setAttribute(ATTRIBUTE, id);
        for (HttpField field : SAME_FOR_ALL) {
            response.getHeaders().put(field);
        }
        response.getHeaders().put(REQUEST_ID, id.value());
        if (isLeaving) {
            response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        }
        return id;
    }

    /**
     * Says of an answer that it is the last when it begins, which may be long after its request.
     */
    private final class Leaving extends Response.Wrapper {
        Leaving(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean isLast, ByteBuffer content, Callback callback) {
            if (isLeaving && !isCommitted()) {
                getHeaders().put(HttpFields.CONNECTION_CLOSE);
            }
            super.write(isLast, content, callback);
        }
    }

    /** From now on every answer that begins says that it is the last one of its connection. */
    void leave() {
        isLeaving = true;
    }

    /** Only where HTTP knows it: what stands in its place else could be a key. */
    private static String methodOf(Request request) {
        String method = request.getMethod();
        return HttpMethod.fromString(method) == null ? "unknown" : method;
    }

    static RequestId idOf(ServletRequest request) {
        return (RequestId) request.getAttribute(ATTRIBUTE);
    }
}

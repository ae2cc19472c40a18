package dev.keyferry.server.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets a request have the method of its first line alone. Javalin would take another one from a
 * header, so that what looks like a reading to whoever stands between deletes. Thread-safe.
 */
final class OneMethod extends Handler.Wrapper {
    static final String OVERRIDE = "X-HTTP-Method-Override";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getHeaders().contains(OVERRIDE)) {
            return super.handle(request, response, callback);
        }
        HttpFields rest = HttpFields.build(request.getHeaders()).remove(OVERRIDE).asImmutable();
        Request plain =
                new Request.Wrapper(request) {
                    @Override
                    public HttpFields getHeaders() {
                        return rest;
                    }
                };
        return super.handle(plain, response, callback);
    }
}

package dev.keyferry.server.http.gateway;

import dev.keyferry.feed.wire.GatewayCall;
import dev.keyferry.server.domain.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** One call of a gateway and its answer. Confined to one thread. */
record GatewayExchange(
        GatewayCall call, HttpServletRequest request, HttpServletResponse response, RequestId id) {
    void answer(byte[] body) throws IOException {
        response.setStatus(200);
        response.setContentType(call.mediaType());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    void answerNothing() {
        response.setStatus(204);
    }
}

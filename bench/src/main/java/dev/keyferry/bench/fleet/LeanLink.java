package dev.keyferry.bench.fleet;

import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.codec.PageCodec;
import dev.keyferry.feed.codec.PollCodec;
import dev.keyferry.feed.codec.ReauthCodec;
import dev.keyferry.feed.codec.ReportCodec;
import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.reauth.ReauthQuestion;
import dev.keyferry.feed.wire.GatewayCall;
import dev.keyferry.feed.wire.Protocol;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * The least that says over TLS what a gateway says: one connection, and requests that are bytes
 * from the start. A thousand gateways have machines of their own; here they share one with the
 * server that is measured, and are to take little of it. Confined to one thread.
 */
final class LeanLink implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final int MAX_LINE_BYTES = 8_192;

    private final SSLSocket socket;
    private final InputStream in;
    private final byte[] poll;
    private final byte[] report;
    private final byte[] orders;

    private LeanLink(SSLSocket socket, String host, GatewayToken token) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.poll = head(GatewayCall.POLL, host, token);
        this.report = head(GatewayCall.REPORT, host, token);
        this.orders = head(GatewayCall.REAUTH, host, token);
    }

    /** Connects to a server whose certificate is of that authority. */
    static LeanLink connect(URI server, SSLContext authority, GatewayToken token) {
        try {
            SSLSocket socket =
                    (SSLSocket)
                            authority
                                    .getSocketFactory()
                                    .createSocket(server.getHost(), server.getPort());
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.setTcpNoDelay(true);
            socket.startHandshake();
            return new LeanLink(socket, server.getAuthority(), token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PollAnswer poll(Poll asked) {
        return PageCodec.decode(exchange(poll, PollCodec.encode(asked), 200));
    }

    void report(Report told) {
        exchange(report, ReportCodec.encode(told), 204);
    }

    /** Waits for orders, and returns how many came. */
    int orders(ReauthQuestion question) {
        byte[] answer = exchange(orders, ReauthCodec.encode(question), 200);
        return ReauthCodec.decodeOrders(answer).orders().size();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] head(GatewayCall call, String host, GatewayToken token) {
        return """
        POST %s HTTP/1.1\r
        Host: %s\r
        Authorization: Bearer %s\r
        Content-Type: %s\r
        %s: %d\r
        Content-Length: \
        """
                .formatted(
                        call.path(),
                        host,
                        token.reveal(),
                        call.mediaType(),
                        Protocol.HEADER,
                        Protocol.NUMBER)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] exchange(byte[] head, byte[] body, int status) {
        byte[] rest = (body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + rest.length + body.length);
        System.arraycopy(rest, 0, request, head.length, rest.length);
        System.arraycopy(body, 0, request, head.length + rest.length, body.length);
        try {
            // In one piece, so that it is one record of TLS.
            socket.getOutputStream().write(request);
            return answer(status);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] answer(int status) throws IOException {
        String first = line();
        if (!first.startsWith("HTTP/1.1 " + status)) {
            throw new IllegalStateException("a gateway was not answered " + status);
        }
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        return in.readNBytes(length);
    }

    private String line() throws IOException {
        byte[] line = new byte[MAX_LINE_BYTES];
        for (int length = 0; length < line.length; length++) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("a gateway's connection ended");
            }
            if (next == '\n') {
                return new String(line, 0, length - 1, StandardCharsets.US_ASCII);
            }
            line[length] = (byte) next;
        }
        throw new IllegalStateException("an answer's line is too long");
    }
}

package dev.keyferry.gateway.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.wire.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A server on the loopback that answers every request as a test says. */
final class TlsServer implements AutoCloseable {
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Answering answering = _ -> new Said(204, new byte[0]);

    /** A request as it came. */
    record Asked(String path, String authorization, String protocol, Bytes body) {}

    /**
     * An answer.
     *
     * @param protocol the header's value, none if it is empty
     */
    record Said(int status, Bytes body, String protocol) {
        Said(int status, byte[] body) {
            this(status, body, Integer.toString(Protocol.NUMBER));
        }

        Said(int status, byte[] body, String protocol) {
            this(status, Bytes.copyOf(body), protocol);
        }
    }

    /** What to answer; interrupted when the server is closed. */
    interface Answering {
        Said to(Asked asked) throws InterruptedException;
    }

    private TlsServer(HttpsServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static TlsServer over(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new TlsServer(server);
    }

    TlsServer answering(Answering newest) {
        answering = newest;
        return this;
    }

    int port() {
        return server.getAddress().getPort();
    }

    ServerAddress address() {
        return ServerAddress.parse("https://127.0.0.1:" + port());
    }

    List<Asked> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked request =
                    new Asked(
                            exchange.getRequestURI().getPath(),
                            exchange.getRequestHeaders().getFirst("Authorization"),
                            exchange.getRequestHeaders().getFirst(Protocol.HEADER),
                            Bytes.copyOf(exchange.getRequestBody().readAllBytes()));
            asked.add(request);
            Said said = answering.to(request);
            if (!said.protocol().isEmpty()) {
                exchange.getResponseHeaders().set(Protocol.HEADER, said.protocol());
            }
            exchange.sendResponseHeaders(
                    said.status(), said.body().length() == 0 ? -1 : said.body().length());
            exchange.getResponseBody().write(said.body().toArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}

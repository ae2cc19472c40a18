package dev.keyferry.e2e.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between one gateway and the server, which a test cuts and heals. Thread-safe. */
final class Relay implements AutoCloseable {
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile URI server;
    private volatile boolean isCut;

    Relay(URI server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    /** Where the gateway finds the server. */
    String origin() {
        return "https://127.0.0.1:" + listener.getLocalPort();
    }

    /** The server is there from now on. */
    void lead(URI to) {
        server = to;
    }

    void cut() {
        isCut = true;
        open.forEach(Relay::end);
    }

    void heal() {
        isCut = false;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(Relay::end);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket gateway = listener.accept();
                if (isCut) {
                    gateway.close();
                } else {
                    Thread.ofPlatform().daemon().start(() -> connect(gateway));
                }
            } catch (IOException e) {
                // The listener was closed.
            }
        }
    }

    private void connect(Socket gateway) {
        open.add(gateway);
        try (gateway;
                Socket target = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            open.add(target);
            Thread back = Thread.ofPlatform().daemon().start(() -> pass(target, gateway));
            pass(gateway, target);
            back.join();
        } catch (IOException e) {
            // The server is away, or one side has gone: the other sees its connection end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(gateway);
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The end of both, below.
        } finally {
            end(from);
            end(to);
            open.remove(from);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

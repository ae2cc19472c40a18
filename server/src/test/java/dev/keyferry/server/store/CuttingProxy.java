package dev.keyferry.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a server and its database, and cuts the connection over which the next COMMIT
 * goes. Thread-safe.
 */
final class CuttingProxy implements AutoCloseable {
    /** What becomes of the next COMMIT. */
    enum Cut {
        NONE,
        /** It is done, and its answer is lost. */
        ANSWER,
        /** It is lost. */
        REQUEST,
        /** It is on its way until {@link #deliver}, and its sender hears that the line is cut. */
        LATE
    }

    private static final String COMMIT = "COMMIT\0";

    private final int database;
    private final ServerSocket listener;
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NONE);
    private final CountDownLatch delivery = new CountDownLatch(1);
    private final CountDownLatch delivered = new CountDownLatch(1);
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private CuttingProxy(int database) throws IOException {
        this.database = database;
        this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    }

    static CuttingProxy before(int database) throws IOException {
        CuttingProxy proxy = new CuttingProxy(database);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    int port() {
        return listener.getLocalPort();
    }

    void cutNext(Cut how) {
        next.set(how);
    }

    /** Lets the late COMMIT reach the database, and returns when that has it or is gone. */
    void deliver() throws InterruptedException {
        delivery.countDown();
        delivered.await();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), database);
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> pump(client, server, this::passRequest));
                Thread.ofVirtual().start(() -> pump(server, client, this::passAnswer));
            }
        } catch (IOException e) {
            // The listener was closed.
        }
    }

    private interface Pass {
        /** Passes the bytes on; returns false where the line is cut. */
        boolean pass(byte[] bytes, Socket from, Socket to) throws IOException;
    }

    private static void pump(Socket from, Socket to, Pass pass) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                if (!pass.pass(Arrays.copyOf(buffer, n), from, to)) {
                    return;
                }
            }
        } catch (IOException e) {
            // One of the two is gone, and so is the other now.
        }
    }

    private boolean passRequest(byte[] bytes, Socket client, Socket server) throws IOException {
        if (names(bytes) && next.compareAndSet(Cut.REQUEST, Cut.NONE)) {
            return false;
        }
        if (names(bytes) && next.compareAndSet(Cut.LATE, Cut.NONE)) {
            client.close();
            deliverLate(bytes, server);
            return false;
        }
        send(bytes, server);
        return true;
    }

    private boolean passAnswer(byte[] bytes, Socket server, Socket client) throws IOException {
        if (names(bytes) && next.compareAndSet(Cut.ANSWER, Cut.NONE)) {
            return false;
        }
        send(bytes, client);
        return true;
    }

    private void deliverLate(byte[] bytes, Socket server) throws IOException {
        try {
            delivery.await();
            send(bytes, server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            delivered.countDown();
        }
    }

    private static boolean names(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(COMMIT);
    }

    private static void send(byte[] bytes, Socket to) throws IOException {
        OutputStream out = to.getOutputStream();
        out.write(bytes);
        out.flush();
    }
}

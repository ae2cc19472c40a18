package dev.keyferry.server.http.gateway;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.Callback;

/**
 * Ends a waiting call when its peer goes. While a request is handled, Jetty does not read from its
 * connection, so that nobody would see it close. This takes the place of the one who reads on the
 * connection below TLS: whatever comes there, an end as well as a byte, means that the peer does
 * not wait for this answer (no gateway sends a second request before the first one's answer). What
 * is there to be read is left to TLS, which is told of it. To Jetty no connection is idle whose
 * request is being handled, so that no deadline ends the watch. Thread-safe.
 */
final class PeerWatch implements Callback {
    private final WaitingCall call;
    private final SslConnection tls;

    private PeerWatch(WaitingCall call, SslConnection tls) {
        this.call = call;
        this.tls = tls;
    }

    /**
     * Watches until the connection is read again; does nothing where somebody reads from it now.
     */
    static void over(HttpServletRequest request, WaitingCall call) {
        EndPoint endPoint =
                ServletContextRequest.getServletContextRequest(request)
                        .getConnectionMetaData()
                        .getConnection()
                        .getEndPoint();
        if (endPoint instanceof SslConnection.SslEndPoint secure) {
            SslConnection tls = secure.getSslConnection();
            tls.getEndPoint().tryFillInterested(new PeerWatch(call, tls));
        }
    }

    @Override
    public void succeeded() {
        call.end();
        tls.onFillable();
    }

    @Override
    public void failed(Throwable cause) {
        call.end();
        tls.onFillInterestedFailed(cause);
    }
}

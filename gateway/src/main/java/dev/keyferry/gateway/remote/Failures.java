package dev.keyferry.gateway.remote;

import dev.keyferry.gateway.remote.NotLinked.Kind;
import dev.keyferry.gateway.remote.PinnedTrust.Distrusted;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What it means that a call got no answer at all. */
final class Failures {
    private static final String AWAY =
            "check that `keyferry serve --tls` runs there and that the network lets this host reach"
                    + " it";

    private Failures() {}

    /** Judges by the types of the causes alone; texts of others are not shown. */
    static NotLinked of(ServerAddress server, Throwable failure) {
        Optional<Distrusted> distrusted = cause(failure, Distrusted.class);
        if (distrusted.isPresent()) {
            return distrusted(server, distrusted.get());
        }
        if (cause(failure, UnresolvedAddressException.class).isPresent()) {
            return unreachable(
                    "the name of " + server + " is not known here",
                    "check the name in --server and this host's name service",
                    failure);
        }
        if (cause(failure, HttpTimeoutException.class).isPresent()) {
            return overdue(server, failure);
        }
        if (cause(failure, ConnectException.class).isPresent()) {
            return unreachable(server + " cannot be reached", AWAY, failure);
        }
        if (cause(failure, SSLException.class).isPresent()
                && cause(failure, EOFException.class).isEmpty()) {
            return new NotLinked(
                    Kind.REFUSED,
                    "there is no TLS 1.2 or 1.3 at " + server,
                    "give --server the address of `keyferry serve --tls`",
                    failure);
        }
        return unreachable("the connection to " + server + " broke off", AWAY, failure);
    }

    static NotLinked overdue(ServerAddress server, Throwable cause) {
        return unreachable(server + " did not answer in time", AWAY, cause);
    }

    private static NotLinked distrusted(ServerAddress server, Distrusted cause) {
        return switch (cause.flaw()) {
            case ANOTHER_AUTHORITY ->
                    new NotLinked(
                            Kind.REFUSED,
                            "the certificate of "
                                    + server
                                    + " is not of the authority that --ca names",
                            "copy tls/authority.pem from the server's data directory anew; if that"
                                    + " changes nothing, somebody else answers there",
                            cause);
            case ANOTHER_NAME ->
                    new NotLinked(
                            Kind.REFUSED,
                            "the certificate of " + server + " is for another name",
                            "give --server a name or address that the certificate bears, or add this"
                                    + " one to tls.names on the server",
                            cause);
            case NOT_VALID_NOW ->
                    new NotLinked(
                            Kind.REFUSED,
                            "the certificate of " + server + " is expired or not valid yet",
                            "check the clocks of both hosts, then the certificate",
                            cause);
        };
    }

    private static NotLinked unreachable(String message, String hint, Throwable cause) {
        return new NotLinked(Kind.UNREACHABLE, message, hint, cause);
    }

    private static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}

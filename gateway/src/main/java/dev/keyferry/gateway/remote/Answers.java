package dev.keyferry.gateway.remote;

import dev.keyferry.feed.codec.MalformedFeed;
import dev.keyferry.feed.wire.GatewayCall;
import dev.keyferry.feed.wire.Problem;
import dev.keyferry.feed.wire.Protocol;
import dev.keyferry.gateway.remote.NotLinked.Kind;
import java.net.http.HttpResponse;

/** What an answer means to a gateway. */
final class Answers {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int FIRST_SERVER_ERROR = 500;

    private Answers() {}

    /**
     * The body of an answer with success.
     *
     * @throws NotLinked for every other answer
     */
    static byte[] body(ServerAddress server, GatewayCall call, HttpResponse<byte[]> answer) {
        requireProtocol(server, answer);
        int status = answer.statusCode();
        if (status == OK || status == NO_CONTENT) {
            return answer.body();
        }
        try {
            throw refusal(server, call, Problem.decode(answer.body()));
        } catch (MalformedFeed e) {
            throw foreign(server);
        }
    }

    /** What answered is no server that takes gateways. */
    static NotLinked foreign(ServerAddress server) {
        return NotLinked.refused(
                server + " does not answer like a server that takes gateways",
                "give --server the address of `keyferry serve --tls`");
    }

    // Whatever else answers on the way, such as a proxy, does not say which protocol it speaks.
    private static void requireProtocol(ServerAddress server, HttpResponse<byte[]> answer) {
        String number = answer.headers().firstValue(Protocol.HEADER).orElse("");
        switch (Protocol.judge(number)) {
            case SPOKEN -> {
                // The body says the rest.
            }
            case PEER_TOO_OLD ->
                    throw NotLinked.refused(
                            speaks(server, number),
                            "update Keyferry on the server, or use its version on this host");
            case PEER_TOO_NEW ->
                    throw NotLinked.refused(speaks(server, number), "update Keyferry on this host");
            case FOREIGN -> throw unknown(server, answer.statusCode());
        }
    }

    private static String speaks(ServerAddress server, String number) {
        return server
                + " speaks protocol "
                + number
                + " with its gateways, and this version "
                + Protocol.NUMBER;
    }

    private static NotLinked unknown(ServerAddress server, int status) {
        return status >= FIRST_SERVER_ERROR
                ? new NotLinked(
                        Kind.UNREACHABLE,
                        server + " answers with HTTP status " + status,
                        "look into the log of what answers there, a proxy perhaps",
                        null)
                : foreign(server);
    }

    private static NotLinked refusal(ServerAddress server, GatewayCall call, Problem problem) {
        String said = server + ": " + problem.message();
        return switch (problem.kind()) {
            case UNAUTHORIZED -> unauthorized(server, call);
            case EDGE_KEY_REFUSED ->
                    NotLinked.refused(
                            said,
                            "give --edge-key the private half of the key that `keyferry edge list`"
                                    + " shows for this gateway's edge; an embedded one is no other"
                                    + " host's: make an edge with a key of its own");
            case GATEWAY_TOO_OLD -> NotLinked.refused(said, "update Keyferry on this host");
            case SERVER_TOO_OLD ->
                    NotLinked.refused(
                            said, "update Keyferry on the server, or use its version on this host");
            case MALFORMED, TOO_LARGE ->
                    NotLinked.refused(said, "use the same version of Keyferry on both hosts");
            case TOO_SLOW, TOO_MANY_FAILURES, FAILED, UNAVAILABLE ->
                    new NotLinked(
                            Kind.UNREACHABLE,
                            said,
                            "wait a minute; if it lasts, look into the server's log",
                            null);
        };
    }

    private static NotLinked unauthorized(ServerAddress server, GatewayCall call) {
        return switch (call) {
            case ENROL ->
                    NotLinked.refused(
                            server + " does not accept the enrolment token",
                            "it is good once and for an hour; make a new one there: keyferry"
                                    + " gateway enrol NAME --edge EDGE");
            case POLL, REPORT, EVIDENCE, RESEAL, REAUTH, REAUTH_OUTCOME, AUDIT_HEAD ->
                    NotLinked.refused(
                            server + " does not accept this gateway's token",
                            "the gateway was revoked, or --server or --data is another's; to come"
                                    + " back after a revocation, enrol this host under another name"
                                    + " in an empty data directory");
        };
    }
}

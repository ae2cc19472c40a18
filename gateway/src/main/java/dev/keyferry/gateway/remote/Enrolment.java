package dev.keyferry.gateway.remote;

import dev.keyferry.feed.codec.MalformedFeed;
import dev.keyferry.feed.enrol.EnrolmentToken;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.NotAuthentic;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.feed.wire.EnrolAnswer;
import dev.keyferry.feed.wire.EnrolRequest;
import dev.keyferry.feed.wire.EnrolmentForm;
import dev.keyferry.feed.wire.GatewayCall;
import java.time.Duration;

/** Makes this host a gateway. */
public final class Enrolment {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private Enrolment() {}

    /**
     * Shows the token to the server, which is good once.
     *
     * @throws NotLinked if the server does not take this host as a gateway
     */
    public static EnrolAnswer enrol(ServerLink link, EnrolmentToken token, EdgePrivateKey edgeKey)
            throws InterruptedException {
        byte[] answer =
                link.send(
                        GatewayCall.ENROL,
                        "Bearer " + token.reveal(),
                        EnrolmentForm.encode(new EnrolRequest(edgeKey.publicKey().id())),
                        DEADLINE);
        try {
            return EnrolmentForm.decodeAnswer(answer);
        } catch (MalformedFeed e) {
            throw Answers.foreign(link.server());
        }
    }

    /**
     * Opens what the server sealed for this gateway.
     *
     * @throws NotLinked if the edge key is not the one to which it was sealed
     */
    public static RecordKey recordKey(EnrolAnswer enrolled, EdgePrivateKey edgeKey) {
        try {
            return RecordKey.open(
                    enrolled.sealedRecordKey(), edgeKey, enrolled.edge(), enrolled.gateway());
        } catch (NotAuthentic e) {
            throw NotLinked.refused(
                    "the edge key is not the one with which gateway "
                            + enrolled.gateway()
                            + " was enrolled at edge "
                            + enrolled.edge(),
                    "give --edge-key the file with that key, or enrol this host anew in an empty"
                            + " data directory");
        }
    }
}

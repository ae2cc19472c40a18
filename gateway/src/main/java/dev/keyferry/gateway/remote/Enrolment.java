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
import java.util.List;
import java.util.Optional;

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
     * Opens what was sealed for this gateway.
     *
     * @throws NotLinked if none of the edge keys is the one to which it was sealed
     */
    public static RecordKey recordKey(EnrolAnswer enrolled, List<EdgePrivateKey> edgeKeys) {
        return edgeKeys.stream()
                .flatMap(edgeKey -> opened(enrolled, edgeKey).stream())
                .findFirst()
                .orElseThrow(() ->
                        NotLinked.refused(
                                "the edge key is not the one with which gateway "
                                        + enrolled.gateway()
                                        + " was enrolled at edge "
                                        + enrolled.edge(),
                                "give --edge-key the file with that key as well, or enrol this"
                                        + " host anew in an empty data directory"));
    }

    /**
     * The same answer with the record key sealed to this edge key, where it is sealed to another:
     * the host can do without the other one then.
     */
    public static EnrolAnswer under(
            EdgePrivateKey edgeKey, EnrolAnswer enrolled, RecordKey recordKey) {
        if (opened(enrolled, edgeKey).isPresent()) {
            return enrolled;
        }
        return new EnrolAnswer(
                enrolled.gateway(),
                enrolled.edge(),
                enrolled.deployment(),
                enrolled.ikeDomain(),
                enrolled.token(),
                recordKey.sealFor(edgeKey.publicKey(), enrolled.edge(), enrolled.gateway()));
    }

    private static Optional<RecordKey> opened(EnrolAnswer enrolled, EdgePrivateKey edgeKey) {
        try {
            return Optional.of(
                    RecordKey.open(
                            enrolled.sealedRecordKey(),
                            edgeKey,
                            enrolled.edge(),
                            enrolled.gateway()));
        } catch (NotAuthentic e) {
            return Optional.empty();
        }
    }
}

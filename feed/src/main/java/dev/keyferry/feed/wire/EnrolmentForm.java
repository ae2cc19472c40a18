package dev.keyferry.feed.wire;

import dev.keyferry.feed.codec.MalformedFeed;
import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.identity.IkeDomain;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * An enrolment's request and answer as JSON objects of strings. Members that are not known here are
 * passed over. Thread-safe.
 */
public final class EnrolmentForm {
    /** Longest form of either. */
    public static final int MAX_BYTES = 2_048;

    private static final String EDGE_KEY = "edge_key_id";
    private static final String GATEWAY = "gateway";
    private static final String EDGE = "edge";
    private static final String DEPLOYMENT = "deployment";
    private static final String IKE_DOMAIN = "ike_domain";
    private static final String TOKEN = "token";
    private static final String RECORD_KEY = "record_key";

    private EnrolmentForm() {}

    public static byte[] encode(EnrolRequest request) {
        var members = new LinkedHashMap<String, String>();
        members.put(EDGE_KEY, request.edgeKey().value());
        return FlatObject.write(members);
    }

    /** The form holds the gateway's token: a secret, for the caller to keep from others. */
    public static byte[] encode(EnrolAnswer answer) {
        var members = new LinkedHashMap<String, String>();
        members.put(GATEWAY, answer.gateway().value());
        members.put(EDGE, answer.edge().value());
        members.put(DEPLOYMENT, answer.deployment().value());
        members.put(IKE_DOMAIN, answer.ikeDomain().value());
        members.put(TOKEN, answer.token().reveal());
        members.put(
                RECORD_KEY, Base64.getEncoder().encodeToString(answer.sealedRecordKey().toArray()));
        return FlatObject.write(members);
    }

    /**
     * Reads a request.
     *
     * @throws MalformedFeed if it is anything else
     */
    public static EnrolRequest decodeRequest(byte[] form) {
        return read(form, members -> new EnrolRequest(new EdgeKeyId(member(members, EDGE_KEY))));
    }

    /**
     * Reads an answer.
     *
     * @throws MalformedFeed if it is anything else
     */
    public static EnrolAnswer decodeAnswer(byte[] form) {
        return read(
                form,
                members ->
                        new EnrolAnswer(
                                new GatewayName(member(members, GATEWAY)),
                                new EdgeId(member(members, EDGE)),
                                new DeploymentId(member(members, DEPLOYMENT)),
                                new IkeDomain(member(members, IKE_DOMAIN)),
                                GatewayToken.of(member(members, TOKEN)),
                                Bytes.copyOf(
                                        Base64.getDecoder().decode(member(members, RECORD_KEY)))));
    }

    private static <T> T read(byte[] form, Function<Map<String, String>, T> value) {
        Map<String, String> members = FlatObject.read(form, MAX_BYTES);
        try {
            return value.apply(members);
        } catch (IllegalArgumentException e) {
            // Its cause is left out: the decoder of Base64 quotes what it read.
            throw new MalformedFeed("a member of the enrolment is not what it should be");
        }
    }

    private static String member(Map<String, String> members, String name) {
        String value = members.get(name);
        if (value == null) {
            throw new MalformedFeed("the enrolment has no member " + name);
        }
        return value;
    }
}

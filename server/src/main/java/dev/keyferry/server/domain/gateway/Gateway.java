package dev.keyferry.server.domain.gateway;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import java.time.Instant;
import java.util.Optional;

/**
 * One host with a charon and an agent.
 *
 * @param token the SHA-256 of its token; empty before it enrolled, after it was revoked, and for
 *     the gateway in the server's process
 * @param enrolment with which it can enrol
 * @param endedOn when it was revoked
 */
public record Gateway(
        GatewayName name,
        EdgeId edge,
        State state,
        Optional<Bytes> token,
        Optional<Enrolment> enrolment,
        Reach reach,
        Instant createdOn,
        Optional<Instant> enrolledOn,
        Optional<Instant> endedOn) {
    /** Most gateways of a deployment that are not revoked. */
    public static final int MAX_GATEWAYS = 5_000;

    /** What an operator has made of it. */
    public enum State {
        /** Its host has not shown up yet. */
        ENROLLING,
        /** Calls wait for it. */
        ACTIVE,
        /** It goes on being served, and no call waits for it. */
        DRAINED,
        /** It is served nothing any more, for ever. */
        REVOKED
    }

    /** One that an operator names. */
    public static Gateway named(
            GatewayName name, EdgeId edge, Enrolment enrolment, Instant createdOn) {
        return new Gateway(
                name,
                edge,
                State.ENROLLING,
                Optional.empty(),
                Optional.of(enrolment),
                new Reach.Never(),
                createdOn,
                Optional.empty(),
                Optional.empty());
    }

    /** The one in the server's process, which needs no token. */
    public static Gateway local(Instant now) {
        return new Gateway(
                GatewayName.LOCAL,
                EdgeId.DEFAULT,
                State.ACTIVE,
                Optional.empty(),
                Optional.empty(),
                new Reach.Open(),
                now,
                Optional.of(now),
                Optional.empty());
    }

    public boolean isLocal() {
        return name.equals(GatewayName.LOCAL);
    }

    /** True if it may read its edge's feed. */
    public boolean isServed() {
        return state == State.ACTIVE || state == State.DRAINED;
    }

    /** The same with a new enrolment token; one from before is worth nothing. */
    public Gateway enrolling(Enrolment fresh) {
        return new Gateway(
                name,
                edge,
                state,
                token,
                Optional.of(fresh),
                reach,
                createdOn,
                enrolledOn,
                endedOn);
    }

    /** The same after its host has shown up. */
    public Gateway enrolled(Bytes tokenHash, Instant now) {
        return new Gateway(
                name,
                edge,
                State.ACTIVE,
                Optional.of(tokenHash),
                Optional.empty(),
                reach,
                createdOn,
                Optional.of(now),
                endedOn);
    }

    public Gateway in(State other) {
        return new Gateway(
                name, edge, other, token, enrolment, reach, createdOn, enrolledOn, endedOn);
    }

    public Gateway reaching(Reach other) {
        return new Gateway(
                name, edge, state, token, enrolment, other, createdOn, enrolledOn, endedOn);
    }

    public Gateway revoked(Instant now) {
        return new Gateway(
                name,
                edge,
                State.REVOKED,
                Optional.empty(),
                Optional.empty(),
                reach,
                createdOn,
                enrolledOn,
                Optional.of(now));
    }
}

package dev.keyferry.server.usecase.gateway;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.domain.gateway.Reach;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes and checks the MACs of gateways (docs/sealed-format.md). The key is not in the database, so
 * that who can write there alone can neither make a gateway nor give one another token. Thread-safe
 * where {@code forged} is.
 */
public final class GatewayMacs {
    private final FingerprintKey key;
    private final Consumer<Gateway> forged;

    /**
     * @param forged is told of every gateway that was found and that no server wrote as it is
     */
    public GatewayMacs(FingerprintKey key, Consumer<Gateway> forged) {
        this.key = key;
        this.forged = forged;
    }

    /** The gateway with its MAC, for the store. */
    public KeptGateway keep(Gateway gateway) {
        return new KeptGateway(gateway, mac(gateway));
    }

    /** Returns the gateway; empty if no server wrote it as it is, as if it were not there. */
    public Optional<Gateway> authentic(KeptGateway kept) {
        byte[] right = mac(kept.gateway()).toArray();
        if (MessageDigest.isEqual(right, kept.mac().toArray())) {
            return Optional.of(kept.gateway());
        }
        forged.accept(kept.gateway());
        return Optional.empty();
    }

    private Bytes mac(Gateway gateway) {
        List<String> parts = new ArrayList<>();
        parts.add(gateway.name().value());
        parts.add(gateway.edge().value());
        parts.add(gateway.state().name());
        parts.add(gateway.token().map(Bytes::hex).orElse(""));
        parts.add(gateway.enrolment().map(open -> open.hash().hex()).orElse(""));
        parts.add(gateway.enrolment().map(open -> micros(open.expiresOn())).orElse(""));
        parts.add(
                switch (gateway.reach()) {
                    case Reach.Never _ -> "never";
                    case Reach.Open _ -> "open";
                    case Reach.Through through -> "through " + through.revision();
                });
        parts.add(micros(gateway.createdOn()));
        parts.add(gateway.enrolledOn().map(GatewayMacs::micros).orElse(""));
        parts.add(gateway.endedOn().map(GatewayMacs::micros).orElse(""));
        return key.ofGateway(parts);
    }

    private static String micros(Instant time) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }
}

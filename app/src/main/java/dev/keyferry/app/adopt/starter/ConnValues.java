package dev.keyferry.app.adopt.starter;

import dev.keyferry.app.adopt.CharonId;
import dev.keyferry.app.adopt.CharonIdText;
import dev.keyferry.app.adopt.OperatorConnection;
import dev.keyferry.gateway.rules.Connection;
import dev.keyferry.gateway.rules.Connection.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a section {@code conn} means to charon; the starter's {@code starterstroke.c} and {@code
 * stroke_config.c}. The left side is taken for the gateway's.
 */
record ConnValues(ConnSection section, Map<String, String> values) {
    private static final Set<String> ANY = Set.of("%any", "%any4", "%any6", "%defaultroute");
    private static final Set<String> KEYS = Set.of("psk", "secret");

    /** A section that only others inherit from is not loaded, and that is the default. */
    boolean isLoaded() {
        return !values.getOrDefault("auto", "ignore").equals("ignore");
    }

    OperatorConnection connection() {
        CharonId local = id("left");
        CharonId remote = id("right");
        return new OperatorConnection(
                new Connection(
                        section.name(),
                        version(),
                        addresses("left"),
                        rounds("left", local),
                        rounds("right", remote)),
                section.place(),
                local,
                remote,
                addresses("right"));
    }

    private String version() {
        return switch (values.getOrDefault("keyexchange", "ike")) {
            case "ikev2" -> OperatorConnection.IKE_V2;
            case "ikev1" -> OperatorConnection.IKE_V1;
            case "ike" -> OperatorConnection.ANY_VERSION;
            default ->
                    throw section.place()
                            .broken("the connection's keyexchange is none of ike, ikev1 and ikev2");
        };
    }

    private List<Round> rounds(String side, CharonId id) {
        List<Round> rounds = new ArrayList<>();
        rounds.add(OperatorConnection.round(Optional.of(method(side)), id));
        second(side)
                .ifPresent(method -> rounds.add(OperatorConnection.round(Optional.of(method), id)));
        return rounds;
    }

    private String method(String side) {
        boolean isByOldName = !values.containsKey("leftauth") && !values.containsKey("rightauth");
        String given =
                isByOldName
                        ? values.getOrDefault("authby", "pubkey")
                        : values.getOrDefault(side + "auth", "pubkey");
        boolean isKey = KEYS.contains(given) || (isByOldName && given.equals("xauthpsk"));
        return isKey ? "psk" : given;
    }

    private Optional<String> second(String side) {
        String given = values.get(side + "auth2");
        if (given != null) {
            return Optional.of(given);
        }
        String server = values.getOrDefault("xauth", "client").equals("server") ? "right" : "left";
        return values.getOrDefault("authby", "").startsWith("xauth") && side.equals(server)
                ? Optional.of("xauth")
                : Optional.empty();
    }

    /** A percent sign before an identity loosens what is asked of the peer, not the identity. */
    private CharonId id(String side) {
        String given = values.getOrDefault(side + "id", address(side));
        boolean isLoose = given.startsWith("%") && !ANY.contains(given);
        return CharonIdText.read(isLoose ? given.substring(1) : ANY.contains(given) ? "" : given);
    }

    private List<String> addresses(String side) {
        String address = address(side);
        return address.isEmpty() || ANY.contains(address) ? List.of() : List.of(address);
    }

    /** A percent sign before an address lets others be as well. */
    private String address(String side) {
        String given = values.getOrDefault(side, "");
        return given.startsWith("%") && !ANY.contains(given) ? given.substring(1) : given;
    }
}

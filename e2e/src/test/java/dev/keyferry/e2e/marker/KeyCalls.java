package dev.keyferry.e2e.marker;

import static dev.keyferry.e2e.marker.Marker.escaped;

import dev.keyferry.e2e.marker.Call.Shows;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Every call that takes a key, with a good one and with one that is refused. Thread-safe. */
final class KeyCalls {
    private static final String DRY = "?validate_only=true";
    private static final int TOO_LONG = 300;

    private final Marker marker;
    private final String tunnels;
    private final String tunnel;
    private final AtomicInteger names = new AtomicInteger();

    /** All on one tunnel, and on new ones beside it. */
    KeyCalls(Marker marker, String account, String tunnel) {
        this.marker = marker;
        this.tunnels = "/accounts/" + account + "/magic/ipsec_tunnels";
        this.tunnel = tunnel;
    }

    /** What one call each does with a key that is taken. */
    List<Call> good() {
        return List.of(
                set(),
                setDry(),
                setEscaped(),
                create(),
                create().with("Idempotency-Key", key()),
                createDry(),
                createSeveral());
    }

    Call set() {
        return Call.json("set", "POST", tunnels + "/psk", psks(tunnel, key()), Shows.SECRET);
    }

    Call create() {
        return Call.json("create", "POST", tunnels, newTunnel(key()), Shows.NOTHING_THOUGH_DONE);
    }

    /** Whether the token holds; this has no key. */
    Call verify() {
        return Call.bare("verify", "GET", "/user/tokens/verify", Shows.NOTHING);
    }

    /** The key that this makes is not ours, but the answer is shown all the same. */
    Call generate() {
        return Call.bare(
                "generate", "POST", tunnels + "/" + tunnel + "/psk_generate", Shows.SECRET);
    }

    /** Updates with a good key, and with one that the tunnel had before. */
    List<Call> updates() {
        String former = key();
        return List.of(
                Call.json("set", "POST", tunnels + "/psk", psks(tunnel, former), Shows.SECRET),
                update("update", "", key(), Shows.NOTHING_THOUGH_DONE),
                update("update, dry", DRY, key(), Shows.NOTHING_THOUGH_DONE),
                updateSeveral("update several", "", key(), Shows.NOTHING_THOUGH_DONE),
                updateSeveral("update several, dry", DRY, key(), Shows.NOTHING_THOUGH_DONE),
                update("update with a former key", "", former, Shows.NOTHING),
                updateSeveral("update several with a former key", "", former, Shows.NOTHING),
                update("update with a key too long", "", tooLong(), Shows.NOTHING),
                updateSeveral("update several with a key too long", "", tooLong(), Shows.NOTHING));
    }

    /** Keys that are refused, each for another reason. */
    List<Call> refused() {
        return List.of(
                setRefused("too long", tunnel, tooLong()),
                setRefused("with a control character", tunnel, key() + "\\u0007"),
                setRefused("with an umlaut", tunnel, key() + "\u00e4"),
                setRefused("with half of a pair", tunnel, key() + "\\ud800"),
                setRefused("of an unknown tunnel", "0".repeat(32), key()),
                setRefused("of no tunnel at all", "no-tunnel", key()),
                Call.json(
                        "create with a key too long",
                        "POST",
                        tunnels,
                        newTunnel(tooLong()),
                        Shows.NOTHING),
                Call.json(
                        "create, where the second key is refused",
                        "POST",
                        tunnels,
                        several(newTunnel(key()), newTunnel(tooLong())),
                        Shows.NOTHING));
    }

    private Call update(String what, String query, String psk, Shows shows) {
        String body = "{\"psk\":\"" + psk + "\"}";
        return Call.json(what, "PUT", tunnels + "/" + tunnel + query, body, shows);
    }

    private Call updateSeveral(String what, String query, String psk, Shows shows) {
        String body = several("{\"id\":\"" + tunnel + "\",\"psk\":\"" + psk + "\"}");
        return Call.json(what, "PUT", tunnels + query, body, shows);
    }

    private Call setDry() {
        return Call.json(
                "set, dry", "POST", tunnels + "/psk" + DRY, psks(tunnel, key()), Shows.SECRET);
    }

    private Call setEscaped() {
        return Call.json(
                "set, escaped",
                "POST",
                tunnels + "/psk",
                psks(tunnel, escaped(key())),
                Shows.SECRET);
    }

    private Call createDry() {
        return Call.json(
                "create, dry", "POST", tunnels + DRY, newTunnel(key()), Shows.NOTHING_THOUGH_DONE);
    }

    private Call createSeveral() {
        return Call.json(
                "create several",
                "POST",
                tunnels,
                several(newTunnel(key()), newTunnel(key())),
                Shows.NOTHING_THOUGH_DONE);
    }

    private Call setRefused(String how, String id, String psk) {
        return Call.json(
                "set a key " + how, "POST", tunnels + "/psk", psks(id, psk), Shows.NOTHING);
    }

    private String tooLong() {
        return key() + "x".repeat(TOO_LONG);
    }

    private String key() {
        return marker.key();
    }

    private static String psks(String id, String psk) {
        return "{\"psks\":[{\"id\":\"" + id + "\",\"psk\":\"" + psk + "\"}]}";
    }

    private static String several(String... tunnels) {
        return "{\"ipsec_tunnels\":[" + String.join(",", tunnels) + "]}";
    }

    private String newTunnel(String psk) {
        int number = names.incrementAndGet();
        return """
        {"name":"m-%d","cloudflare_endpoint":"203.0.113.1","interface_address":"10.7.%d.%d/31",\
        "psk":"%s"}\
        """
                .formatted(number, number >> 7, number << 1 & 0xfe, psk);
    }
}

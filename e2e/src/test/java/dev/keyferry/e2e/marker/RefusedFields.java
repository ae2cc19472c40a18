package dev.keyferry.e2e.marker;

import dev.keyferry.e2e.marker.Call.Shows;
import java.util.List;
import java.util.stream.Stream;

/** Keys in fields of tunnels and accounts that have rules of their own. Thread-safe. */
final class RefusedFields {
    private static final String TUNNEL =
            """
            {"name":"refused","cloudflare_endpoint":"203.0.113.1","interface_address":"10.8.0.0/31",\
            """;

    private final Marker marker;
    private final String account;
    private final String tunnel;

    RefusedFields(Marker marker, String account, String tunnel) {
        this.marker = marker;
        this.account = "/accounts/" + account;
        this.tunnel = this.account + "/magic/ipsec_tunnels/" + tunnel;
    }

    List<Call> all() {
        return Stream.concat(ofTunnels(), ofAccounts()).toList();
    }

    private Stream<Call> ofTunnels() {
        String key = marker.key();
        return Stream.of(
                        "\"interface_address6\":\"%s\"}",
                        "\"health_check\":{\"target\":\"%s\"}}",
                        "\"health_check\":{\"rate\":\"%s\"}}",
                        "\"health_check\":{\"type\":\"%s\"}}",
                        "\"health_check\":{\"direction\":\"%s\"}}",
                        "\"bgp\":{\"customer_asn\":\"%s\"}}",
                        "\"bgp\":{\"customer_asn\":1,\"extra_prefixes\":[\"%s\"]}}",
                        "\"custom_remote_identities\":{\"fqdn_id\":\"%s\"}}",
                        "\"keyferry\":{\"identities\":[{\"type\":\"%s\",\"value\":\"x\"}]}}",
                        "\"keyferry\":{\"identities\":[{\"type\":\"ipv4\",\"value\":\"%s\"}]}}")
                .map(member -> member.formatted(key))
                .flatMap(member ->
                        Stream.of(
                                refused("POST", account + "/magic/ipsec_tunnels", TUNNEL + member),
                                refused("PUT", tunnel, "{" + member)));
    }

    private Stream<Call> ofAccounts() {
        String key = marker.key();
        return Stream.of("minimum_length", "minimum_bits", "bytes")
                .map(rule ->
                        "{\"name\":\"a\",\"keyferry\":{\"psk_policy\":{\"%s\":\"%s\"}}}"
                                .formatted(rule, key))
                .flatMap(body ->
                        Stream.of(
                                refused("POST", "/accounts", body), refused("PUT", account, body)));
    }

    private Call refused(String method, String path, String body) {
        String what = body.replace(marker.text(), "(key)");
        return Call.json(what, method, path, body, Shows.NOTHING);
    }
}

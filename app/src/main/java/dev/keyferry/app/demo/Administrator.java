package dev.keyferry.app.demo;

import dev.keyferry.app.api.Account;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.KeyEntry;
import dev.keyferry.app.api.KeySetting;
import dev.keyferry.app.api.KeySetting.Mode;
import dev.keyferry.app.api.KeySettingOutcome;
import dev.keyferry.app.api.KeyState;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.IkeId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/** The one who calls the API: makes tunnels and sets keys. Confined to one thread. */
final class Administrator {
    private static final String UNKNOWN_TUNNEL = "0".repeat(32);
    private static final String SHORT_KEY = "short";

    private final ApiClient api;
    private final String account;

    private static final String AGAIN = "run the demo again; each has a server of its own";

    private Administrator(ApiClient api, String account) {
        this.api = api;
        this.account = account;
    }

    static Administrator withNewAccount(ApiClient api) {
        var body = JsonNodeFactory.instance.objectNode().put("name", "demo");
        return new Administrator(
                api, new Account(api.create("/accounts", body, AGAIN).result()).id());
    }

    /** Makes a tunnel for the router, named as it, and the line between the two. */
    Site addSite(Router router, Gateway gateway, String interfaceAddress) {
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", router.host().name())
                        .put("cloudflare_endpoint", gateway.host().internetAddress())
                        .put("customer_endpoint", router.host().internetAddress())
                        .put("interface_address", interfaceAddress);
        Tunnel tunnel =
                new Tunnel(api.create(Directory.tunnelsPath(account), body, AGAIN).result());
        IkeId routerId =
                IkeId.keyId(
                        new String(
                                HexFormat.of().parseHex(tunnel.keyIdHex()),
                                StandardCharsets.US_ASCII));
        IkeId gatewayId = IkeId.ipv4(gateway.host().internetAddress());
        return new Site(tunnel, router, LabTunnel.between(gateway, router, gatewayId, routerId));
    }

    /** Sets the keys in one call, after which every one is loaded on the gateway. */
    void setKeys(List<KeyEntry> entries) {
        KeySettingOutcome outcome = new KeySetting(api, account).send(entries, Mode.APPLY);
        StepFailed.unless(
                outcome.refused().isEmpty() && outcome.applied().size() == entries.size(),
                "refused: " + outcome.refused());
        for (KeySettingOutcome.Applied applied : outcome.applied()) {
            StepFailed.unless(
                    applied.state().filter(KeyState::isLoadedEverywhere).isPresent(),
                    "not loaded: " + applied.state() + ", " + outcome.messages());
        }
    }

    /** Validates a good key, a bad one and one for no tunnel; nothing of it takes effect. */
    void validatesWithoutChange(Site good, Site bad, String key) {
        List<Tunnel> before = tunnels();
        KeySettingOutcome outcome =
                new KeySetting(api, account)
                        .send(
                                List.of(
                                        new KeyEntry(good.tunnel().id(), key),
                                        new KeyEntry(bad.tunnel().id(), SHORT_KEY),
                                        new KeyEntry(UNKNOWN_TUNNEL, key)),
                                Mode.VALIDATE_ONLY);
        StepFailed.unless(
                outcome.refused().keySet().equals(Set.of(bad.tunnel().id(), UNKNOWN_TUNNEL)),
                "refused: " + outcome.refused());
        StepFailed.unless(tunnels().equals(before), "a tunnel has changed: " + tunnels());
    }

    private List<Tunnel> tunnels() {
        return new Directory(api).tunnels(account);
    }
}

package dev.keyferry.lab;

import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.lab.space.Host;
import dev.keyferry.vici.ViciMessage;
import java.util.List;
import java.util.Optional;

/**
 * A tunnel between a gateway and a router of the lab, with a pre-shared key on both sides, between
 * their protected addresses. Each side derives its connection from this. An attacker's router gets
 * a changed copy.
 *
 * @param name of the connection on both sides
 * @param gatewayId the gateway's identity; what the router asks for (IDr) and insists on
 * @param routerId the router's identity (IDi)
 */
public record LabTunnel(
        String name,
        Host gateway,
        Host router,
        IkeId gatewayId,
        IkeId routerId,
        IkeVersion version,
        DataPath dataPath) {

    private static final String CHILD = "net";
    private static final String IKE_PROPOSAL = "aes128-sha256-x25519";
    private static final String ESP_PROPOSAL = "aes128gcm16-x25519";

    /** An IKEv2 tunnel, named as the router. */
    public static LabTunnel between(
            Gateway gateway, Router router, IkeId gatewayId, IkeId routerId) {
        return new LabTunnel(
                router.host().name(),
                gateway.host(),
                router.host(),
                gatewayId,
                routerId,
                IkeVersion.V2,
                gateway.dataPath());
    }

    public LabTunnel withName(String other) {
        return new LabTunnel(other, gateway, router, gatewayId, routerId, version, dataPath);
    }

    public LabTunnel withGatewayId(IkeId other) {
        return new LabTunnel(name, gateway, router, other, routerId, version, dataPath);
    }

    public LabTunnel withRouterId(IkeId other) {
        return new LabTunnel(name, gateway, router, gatewayId, other, version, dataPath);
    }

    public LabTunnel withVersion(IkeVersion other) {
        return new LabTunnel(name, gateway, router, gatewayId, routerId, other, dataPath);
    }

    /** The gateway's connection: it answers this router's identity from any address. */
    public ViciMessage gatewaySettings() {
        return settings(gateway, "%any", gatewayId, routerId, router)
                .putList("proposals", List.of(IKE_PROPOSAL))
                .build();
    }

    /** The router's connection; beside the lab's own proposals it offers charon's defaults. */
    public ViciMessage routerSettings() {
        return settings(router, gateway.internetAddress(), routerId, gatewayId, gateway)
                .putList("proposals", List.of(IKE_PROPOSAL, "default"))
                .build();
    }

    /** The child that carries traffic; none where only IKE is spoken. */
    Optional<String> child() {
        return dataPath == DataPath.ESP ? Optional.of(CHILD) : Optional.empty();
    }

    private ViciMessage.Builder settings(
            Host own, String remoteAddress, IkeId ownId, IkeId remoteId, Host remote) {
        ViciMessage.Builder settings =
                ViciMessage.builder()
                        .put("version", version.setting())
                        .putList("local_addrs", List.of(own.internetAddress()))
                        .putList("remote_addrs", List.of(remoteAddress))
                        .putSection("local", preSharedKey(ownId))
                        .putSection("remote", preSharedKey(remoteId));
        if (dataPath == DataPath.ESP) {
            ViciMessage child =
                    ViciMessage.builder()
                            .putList("local_ts", List.of(own.protectedAddress() + "/32"))
                            .putList("remote_ts", List.of(remote.protectedAddress() + "/32"))
                            .putList("esp_proposals", List.of(ESP_PROPOSAL, "default"))
                            .build();
            settings.putSection("children", ViciMessage.builder().putSection(CHILD, child).build());
        }
        return settings;
    }

    private static ViciMessage preSharedKey(IkeId id) {
        return ViciMessage.builder().put("auth", "psk").put("id", id.text()).build();
    }
}

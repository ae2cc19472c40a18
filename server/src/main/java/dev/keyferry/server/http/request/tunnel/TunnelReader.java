package dev.keyferry.server.http.request.tunnel;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.tunnel.Description;
import dev.keyferry.server.domain.tunnel.InterfaceAddress;
import dev.keyferry.server.domain.tunnel.InterfaceAddress6;
import dev.keyferry.server.domain.tunnel.NullCipher;
import dev.keyferry.server.domain.tunnel.ReplayProtection;
import dev.keyferry.server.domain.tunnel.ReturnRouting;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.domain.tunnel.bgp.Bgp;
import dev.keyferry.server.domain.tunnel.edit.Edit;
import dev.keyferry.server.domain.tunnel.edit.TunnelEdit;
import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorItem;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.answer.tunnel.TargetForm;
import dev.keyferry.server.http.request.JsonBody;
import dev.keyferry.server.http.request.PskBody;
import dev.keyferry.server.usecase.keys.SentKey;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects the members of one tunnel's object. A string is never null; where its field can be
 * unset, an empty one unsets it. Anything else that is null goes back to its default. Confined to
 * one thread.
 */
final class TunnelReader {
    private final Members members;
    private final HealthCheckReader healthCheck;
    private final FarIdentitiesReader farIdentities;
    private boolean hasAny;
    private @Nullable String id;
    private @Nullable SentKey key;
    private Edit<TunnelName> name = Edit.keep();
    private Edit<IpAddress> cloudflareEndpoint = Edit.keep();
    private Edit<Optional<IpAddress>> customerEndpoint = Edit.keep();
    private Edit<InterfaceAddress> interfaceAddress = Edit.keep();
    private Edit<Optional<InterfaceAddress6>> interfaceAddress6 = Edit.keep();
    private Edit<Optional<Description>> description = Edit.keep();
    private Edit<ReplayProtection> replayProtection = Edit.keep();
    private Edit<NullCipher> allowNullCipher = Edit.keep();
    private Edit<ReturnRouting> automaticReturnRouting = Edit.keep();
    private Edit<Optional<Bgp>> bgp = Edit.keep();

    TunnelReader(JsonBody body, String pointer, TargetForm form) {
        this.members = new Members(body, pointer);
        this.healthCheck = new HealthCheckReader(body, pointer + "/health_check", form);
        this.farIdentities = new FarIdentitiesReader(body, pointer);
    }

    void readMember(String member) {
        switch (member) {
            case "name" -> name = Edit.to(members.text(member, TunnelName::new));
            case "cloudflare_endpoint" ->
                    cloudflareEndpoint = Edit.to(members.text(member, IpAddress::new));
            case "customer_endpoint" ->
                    customerEndpoint = members.unsettable(member, IpAddress::new);
            case "interface_address" ->
                    interfaceAddress = Edit.to(members.text(member, InterfaceAddress::new));
            case "interface_address6" ->
                    interfaceAddress6 = members.unsettable(member, InterfaceAddress6::new);
            case "description" ->
                    description = Edit.to(Optional.of(members.text(member, Description::new)));
            case "replay_protection" ->
                    replayProtection =
                            members.flag(
                                    member,
                                    ReplayProtection.OFF,
                                    isOn -> isOn ? ReplayProtection.ON : ReplayProtection.OFF);
            case "allow_null_cipher" ->
                    allowNullCipher =
                            members.flag(
                                    member,
                                    NullCipher.REFUSED,
                                    isOn -> isOn ? NullCipher.ALLOWED : NullCipher.REFUSED);
            case "automatic_return_routing" ->
                    automaticReturnRouting =
                            members.flag(
                                    member,
                                    ReturnRouting.MANUAL,
                                    isOn -> isOn ? ReturnRouting.AUTOMATIC : ReturnRouting.MANUAL);
            case "health_check" -> healthCheck.read();
            case "bgp" -> bgp = Edit.to(BgpReader.read(members, member));
            case "custom_remote_identities" -> farIdentities.readCustom();
            case "keyferry" -> farIdentities.readOurs();
            case "psk" -> key = PskBody.readKey(members.body(), members.pointer(member));
            case "id" -> id = members.text(member, text -> text);
            default -> {
                members.body().skip();
                return;
            }
        }
        hasAny = true;
    }

    /** True if any field was there that a tunnel takes. */
    boolean hasAny() {
        return hasAny;
    }

    /** The tunnel to be made of the fields. */
    NewTunnel tunnel() {
        TunnelParameters least =
                TunnelParameters.of(
                        required("name", name),
                        required("cloudflare_endpoint", cloudflareEndpoint),
                        required("interface_address", interfaceAddress));
        return new NewTunnel(members.pointer(), edit().over(least), Optional.ofNullable(key));
    }

    /** The change that the fields ask of the tunnel, whose id they must not contradict. */
    TunnelUpdate updateOf(TunnelId tunnel) {
        if (id != null && !id.equals(tunnel.value())) {
            throw RequestRefused.invalid(members.pointer("id"), "the path names another tunnel");
        }
        return new TunnelUpdate(members.pointer(), tunnel, edit(), Optional.ofNullable(key));
    }

    /** The change that the fields ask of the tunnel that they name. */
    TunnelUpdate update() {
        if (id == null) {
            throw RequestRefused.invalid(members.pointer("id"), "id is missing");
        }
        return new TunnelUpdate(members.pointer(), tunnelId(id), edit(), Optional.ofNullable(key));
    }

    /** No tunnel has an id of another form. */
    private TunnelId tunnelId(String text) {
        try {
            return new TunnelId(text);
        } catch (IllegalArgumentException e) {
            throw RequestRefused.of(
                    ErrorItem.of(ApiCode.TUNNEL_NOT_FOUND).at(members.pointer("id")));
        }
    }

    private TunnelEdit edit() {
        return new TunnelEdit(
                name,
                cloudflareEndpoint,
                customerEndpoint,
                interfaceAddress,
                interfaceAddress6,
                description,
                replayProtection,
                allowNullCipher,
                automaticReturnRouting,
                healthCheck.edit(),
                bgp,
                farIdentities.edit());
    }

    private <T> T required(String member, Edit<T> edit) {
        return edit.given()
                .orElseThrow(() ->
                        RequestRefused.invalid(members.pointer(member), member + " is missing"));
    }
}

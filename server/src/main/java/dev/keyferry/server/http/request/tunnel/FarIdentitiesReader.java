package dev.keyferry.server.http.request.tunnel;

import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.domain.identity.IdentityNotation;
import dev.keyferry.server.domain.tunnel.CustomFqdn;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import dev.keyferry.server.domain.tunnel.edit.Edit;
import dev.keyferry.server.domain.tunnel.edit.FarIdentitiesEdit;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.request.Field;
import dev.keyferry.server.http.request.JsonBody;
import dev.keyferry.server.http.request.JsonBody.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a tunnel's object says of its far side's identities: {@code
 * custom_remote_identities} and {@code keyferry.identities}. Confined to one thread.
 */
final class FarIdentitiesReader {
    private final Members custom;
    private final Members ours;
    private Edit<Optional<CustomFqdn>> fqdn = Edit.keep();
    private Edit<List<IkeIdentity>> explicit = Edit.keep();

    /**
     * @param pointer to the tunnel's object
     */
    FarIdentitiesReader(JsonBody body, String pointer) {
        this.custom = new Members(body, pointer + "/custom_remote_identities");
        this.ours = new Members(body, pointer + "/keyferry");
    }

    FarIdentitiesEdit edit() {
        return new FarIdentitiesEdit(fqdn, explicit);
    }

    void readCustom() {
        Presence presence =
                custom.body()
                        .nullableObject(
                                custom.pointer(),
                                member -> {
                                    if (member.equals("fqdn_id")) {
                                        fqdn = custom.unsettable(member, CustomFqdn::new);
                                    } else {
                                        custom.body().skip();
                                    }
                                });
        if (presence == Presence.NULL) {
            fqdn = Edit.to(Optional.empty());
        }
    }

    /** What else is in our member is for reading only. */
    void readOurs() {
        Presence presence =
                ours.body()
                        .nullableObject(
                                ours.pointer(),
                                member -> {
                                    if (member.equals("identities")) {
                                        readIdentities(ours.pointer(member));
                                    } else {
                                        ours.body().skip();
                                    }
                                });
        if (presence == Presence.NULL) {
            explicit = Edit.to(List.of());
        }
    }

    private void readIdentities(String here) {
        List<IkeIdentity> read = new ArrayList<>();
        ours.body()
                .nullableArray(
                        here,
                        i -> {
                            if (i >= FarIdentities.MAX_EXPLICIT) {
                                throw RequestRefused.invalid(
                                        here,
                                        "there are at most "
                                                + FarIdentities.MAX_EXPLICIT
                                                + " identities");
                            }
                            read.add(
                                    new IdentityReader(new Members(ours.body(), here + "/" + i))
                                            .read());
                        });
        explicit =
                Edit.to(
                        Field.parse(
                                here,
                                read,
                                all -> FarIdentities.of(Optional.empty(), all).explicit()));
    }

    private static final class IdentityReader {
        private final Members members;
        private IkeIdentity.@Nullable Type type;
        private @Nullable String value;

        IdentityReader(Members members) {
            this.members = members;
        }

        IkeIdentity read() {
            members.body().object(members.pointer(), this::readMember);
            if (type == null) {
                throw RequestRefused.invalid(members.pointer("type"), "type is missing");
            }
            if (value == null) {
                throw RequestRefused.invalid(members.pointer("value"), "value is missing");
            }
            IkeIdentity.Type known = type;
            return Field.parse(
                    members.pointer("value"), value, text -> IdentityNotation.read(known, text));
        }

        private void readMember(String member) {
            switch (member) {
                case "type" -> type = members.text(member, IdentityReader::type);
                case "value" -> value = members.text(member, text -> text);
                default -> members.body().skip();
            }
        }

        private static IkeIdentity.Type type(String name) {
            return IdentityNotation.type(name)
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    "a type is ipv4, ipv6, fqdn, email, keyid or dn"));
        }
    }
}

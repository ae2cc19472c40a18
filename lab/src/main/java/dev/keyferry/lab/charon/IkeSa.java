package dev.keyferry.lab.charon;

import dev.keyferry.vici.ViciMessage;
import java.util.List;

/**
 * An IKE SA of a charon, from a {@code list-sa} event (VICI README).
 *
 * @param connection name of the connection it came up with
 * @param uniqueId charon's number of it, only growing
 * @param state for example {@code ESTABLISHED}
 * @param localId as charon prints it
 * @param remoteId as charon prints it: bytes from a stranger
 * @param installedChildren names of its child SAs that carry traffic
 */
public record IkeSa(
        String connection,
        long uniqueId,
        String state,
        String localId,
        String remoteId,
        String remoteHost,
        List<String> installedChildren) {

    public IkeSa {
        installedChildren = List.copyOf(installedChildren);
    }

    public boolean isEstablished() {
        return state.equals("ESTABLISHED");
    }

    static IkeSa of(String connection, ViciMessage sa) {
        List<String> installed =
                sa.section("child-sas").orElse(ViciMessage.EMPTY).sections().values().stream()
                        .filter(child -> child.text("state").orElse("").equals("INSTALLED"))
                        .map(child -> child.text("name").orElse(""))
                        .toList();
        return new IkeSa(
                connection,
                Long.parseLong(sa.text("uniqueid").orElse("0")),
                sa.text("state").orElse(""),
                sa.text("local-id").orElse(""),
                sa.text("remote-id").orElse(""),
                sa.text("remote-host").orElse(""),
                installed);
    }
}

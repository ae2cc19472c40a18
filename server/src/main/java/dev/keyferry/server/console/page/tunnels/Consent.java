package dev.keyferry.server.console.page.tunnels;

import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Objection;
import dev.keyferry.server.console.view.tunnels.TunnelForm;
import java.util.Optional;

/** What somebody has to have agreed to before a form ends a key. */
final class Consent {
    private Consent() {}

    /**
     * What stands against following a form that ends a key.
     *
     * @param form as it would be made now
     */
    static Optional<Objection> objection(Asked sent, TunnelForm form) {
        if (!sent.parameter("version").equals(form.version())) {
            return Optional.of(
                    new Objection(
                            409,
                            "The tunnel’s key is another one than when this form was made: "
                                    + (form.hasKey()
                                            ? "version " + form.version() + " is in force"
                                            : "it has none")
                                    + ". Nothing was done."));
        }
        if (form.hasKey() && !sent.parameter("sure").equals("yes")) {
            return Optional.of(
                    new Objection(
                            400,
                            "Confirm that version "
                                    + form.version()
                                    + " is to end. Nothing was done."));
        }
        return Optional.empty();
    }
}

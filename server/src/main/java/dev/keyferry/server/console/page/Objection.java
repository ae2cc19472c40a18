package dev.keyferry.server.console.page;

import dev.keyferry.server.console.view.TunnelForm;
import java.util.Optional;
import java.util.function.Function;

/**
 * Why a form is shown again in place of being followed.
 *
 * @param status of HTTP
 */
public record Objection(int status, String sentence) {
    /**
     * What stands against following a form that ends a key.
     *
     * @param form as it would be made now
     */
    static Optional<Objection> to(Asked sent, TunnelForm form) {
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

    /** The form with the objection. */
    public Done with(Function<String, String> page) {
        return new Done(status, Templates.sheet(page.apply(sentence)));
    }
}

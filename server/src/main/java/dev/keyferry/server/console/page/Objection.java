package dev.keyferry.server.console.page;

import java.util.function.Function;

/**
 * Why a form is shown again in place of being followed.
 *
 * @param status of HTTP
 */
public record Objection(int status, String sentence) {
    /** The form with the objection. */
    public Done with(Function<String, String> page) {
        return new Done(status, Templates.sheet(page.apply(sentence)));
    }
}

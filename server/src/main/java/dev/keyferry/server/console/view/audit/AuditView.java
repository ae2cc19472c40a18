package dev.keyferry.server.console.view.audit;

import dev.keyferry.server.console.view.AccountChoice;
import java.util.List;
import java.util.Optional;

/**
 * A page of the audit.
 *
 * @param mayReadAll whether the token may read that of the whole deployment
 * @param found empty where nothing was looked for, and {@code problem} tells why
 */
public record AuditView(
        AccountChoice choice,
        boolean mayReadAll,
        AuditSearch search,
        Optional<Found> found,
        Optional<String> problem) {
    /**
     * The records that were found.
     *
     * @param former leads to the page with newer ones
     * @param next leads to the page with older ones
     */
    public record Found(List<AuditLine> lines, Optional<String> former, Optional<String> next) {
        public Found {
            lines = List.copyOf(lines);
        }
    }
}

package dev.keyferry.server.console.view.tokens;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.console.view.AccountChoice;
import dev.keyferry.server.console.view.Links;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose tokens a page is about.
 *
 * @param isAll whether those of the deployment, whatever account is chosen
 */
public record TokenPlace(AccountChoice choice, boolean isAll) {
    /** The account that owns them; empty for the deployment, and as long as none is chosen. */
    public Optional<AccountId> account() {
        return isAll ? Optional.empty() : choice.chosen();
    }

    public boolean isKnown() {
        return isAll || choice.chosen().isPresent();
    }

    /** Whose they are, in words. */
    public String owner() {
        return isAll ? "the deployment" : choice.name();
    }

    public String link() {
        return link(Links.TOKENS, "", "");
    }

    public String newLink() {
        return link(Links.NEW_TOKEN, "", "");
    }

    String changeLink(String token, String action) {
        return link(Links.CHANGE_TOKEN, token, action);
    }

    private String link(String path, String token, String action) {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("account", choice.id());
        given.put("all", isAll ? "yes" : "");
        given.put("token", token);
        given.put("do", action);
        String query = Links.query(given);
        return query.isEmpty() ? path : path + "?" + query;
    }
}

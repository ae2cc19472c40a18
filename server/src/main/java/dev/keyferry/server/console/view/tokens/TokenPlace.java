package dev.keyferry.server.console.view.tokens;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.console.view.AccountChoice;
import dev.keyferry.server.console.view.Links;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
        return link(Links.TOKENS, Map.of());
    }

    public String newLink() {
        return link(Links.NEW_TOKEN, Map.of());
    }

    String pageLink(int page) {
        return link(Links.TOKENS, Map.of("page", page > 1 ? "" + page : ""));
    }

    String changeLink(String token, TokenForm.Action action) {
        return link(Links.CHANGE_TOKEN, Map.of("token", token, "do", action.value()));
    }

    private String link(String path, Map<String, String> further) {
        Map<String, String> given = new TreeMap<>(further);
        given.put("account", choice.id());
        given.put("all", isAll ? "yes" : "");
        return Links.to(path, given);
    }
}

package dev.keyferry.server.console.view.audit;

import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.console.view.Words;
import dev.keyferry.server.usecase.port.Change.Action;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What is looked for in the audit; empty texts narrow nothing. Its fields are the parameters of the
 * API's list.
 *
 * @param isAll whether it is the audit of the whole deployment
 * @param page from 1
 */
public record AuditSearch(
        String account,
        boolean isAll,
        String since,
        String before,
        String action,
        String actor,
        int page) {
    /** The parameter that asks for the whole deployment. */
    public static final String ALL = "all";

    /** An action to choose. */
    public record Choice(String value, String word, boolean isChosen) {}

    /** Reads the parameters of the page; an account is not one of them. */
    public static AuditSearch of(String account, Function<String, String> parameters) {
        String page = parameters.apply("page");
        return new AuditSearch(
                account,
                parameters.apply(ALL).equals("yes"),
                parameters.apply("since"),
                parameters.apply("before"),
                parameters.apply("action"),
                parameters.apply("actor").strip(),
                page.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(page) : 1);
    }

    /** The query of the API's list, but for the page. */
    public String query() {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("since", since);
        given.put("before", before);
        given.put("action.type", action);
        given.put("actor.id", actor);
        return Links.query(given);
    }

    /** Leads to another page of the same. */
    String link(int other) {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("account", isAll ? "" : account);
        given.put(ALL, isAll ? "yes" : "");
        given.put("since", since);
        given.put("before", before);
        given.put("action", action);
        given.put("actor", actor);
        given.put("page", Integer.toString(other));
        return Links.to(Links.AUDIT, given);
    }

    public String former() {
        return link(page - 1);
    }

    public String next() {
        return link(page + 1);
    }

    public List<Choice> actions() {
        return Arrays.stream(Action.values())
                .filter(named -> named != Action.KEEP_EVIDENCE)
                .map(named -> named.name().toLowerCase(Locale.ROOT))
                .map(named -> new Choice(named, Words.of(named), named.equals(action)))
                .toList();
    }
}

package dev.keyferry.server.console.view;

import java.util.function.Supplier;

/**
 * What stands around each page of somebody who is signed in.
 *
 * @param title of the page, which its first heading repeats
 * @param who holds the token, as the audit names them
 * @param form the ticket that stands in each form
 * @param numbers gives a form that does something its number
 * @param account the id of the account that the page is about; empty if it is about none
 * @param isOperator whether they may look after edges and gateways
 */
public record Frame(
        String title,
        String who,
        String form,
        Supplier<String> numbers,
        String account,
        Section section,
        boolean isOperator) {
    /** What the navigation leads to. */
    public enum Section {
        OVERVIEW,
        TUNNELS,
        KEYS,
        AUDIT,
        TOKENS,
        GATEWAYS
    }

    /** A number for one form. */
    public String number() {
        return numbers.get();
    }

    /** The same around a form that is shown again in place of being followed. */
    public Frame refused() {
        return new Frame("Not done: " + title, who, form, numbers, account, section, isOperator);
    }

    /** What tells assistive technology that a link leads to the present page. */
    public String current(Section other) {
        return section == other ? "page" : "false";
    }

    public String overviewLink() {
        return Links.overview(account);
    }

    public String tunnelsLink() {
        return Links.tunnels(account);
    }

    public String auditLink() {
        return Links.audit(account);
    }

    public String tokensLink() {
        return Links.tokens(account);
    }

    public String gatewaysLink() {
        return Links.gateways(account);
    }

    public String keysLink() {
        return Links.keys(account);
    }
}

package dev.keyferry.server.console.page;

import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.request.Query;
import java.util.List;

/**
 * What a page is asked for, and by whom.
 *
 * @param query what the address gives, or the fields of a form that was sent
 * @param form the ticket that its forms are to have
 * @param isPart whether a script wants only the part that changes
 */
public record Asked(Caller caller, Query query, String form, boolean isPart) {
    /** The one value of a parameter; empty if it is missing or there are several. */
    public String parameter(String name) {
        List<String> values = query.values(name);
        return values.size() == 1 ? values.getFirst() : "";
    }

    public Frame frame(String title, String account, Frame.Section section) {
        return new Frame(
                title,
                caller.actor().text(),
                form,
                account,
                section,
                caller.rights().allowEverywhere(Permission.OPERATOR));
    }
}

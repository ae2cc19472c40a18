package dev.keyferry.server.console.page;

import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.request.Paging;
import dev.keyferry.server.http.request.Query;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a page is asked for, and by whom.
 *
 * @param query what the address gives, or the fields of a form that was sent
 * @param form the ticket that its forms are to have
 * @param numbers gives each form that does something a number, which is good once
 * @param isPart whether a script wants only the part that changes
 */
public record Asked(
        Caller caller, Query query, String form, Supplier<String> numbers, boolean isPart) {
    /** The one value of a parameter; empty if it is missing or there are several. */
    public String parameter(String name) {
        return parameter(query, name);
    }

    /** The one value that a query or a form has for a name; empty if it has none or several. */
    public static String parameter(Query query, String name) {
        List<String> values = query.values(name);
        return values.size() == 1 ? values.getFirst() : "";
    }

    /** The page of a list that is asked for, the first if none is. */
    public Paging paging(int perPage) {
        int page = Paging.of(query, Paging.FIRST).page();
        return new Paging(page, perPage, Paging.Direction.ASC);
    }

    public Frame frame(String title, String account, Frame.Section section) {
        return new Frame(
                title,
                caller.actor().text(),
                form,
                numbers,
                account,
                section,
                caller.rights().allowEverywhere(Permission.OPERATOR));
    }
}

package dev.keyferry.server.http.answer.audit;

import dev.keyferry.server.domain.rights.Actor;
import java.util.Locale;

/** Who acted, as the public contract has it: an id, and a word for what that is. */
record ShownActor(String id, String type) {
    private static final String ADMINISTRATOR = Actor.ADMINISTRATOR.text();

    /** Reads an actor as records name it; older servers wrote some in upper case. */
    static ShownActor of(String actor) {
        if (actor.startsWith(Actor.TOKEN)) {
            return new ShownActor(actor.substring(Actor.TOKEN.length()), "token");
        }
        if (actor.startsWith(Actor.GATEWAY)) {
            return new ShownActor(actor.substring(Actor.GATEWAY.length()), "gateway");
        }
        String name = actor.toLowerCase(Locale.ROOT);
        return new ShownActor(name, name.equals(ADMINISTRATOR) ? "admin" : "system");
    }
}

package dev.keyferry.server;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import java.security.SecureRandom;
import java.util.List;

/** What a gateway says of a page, and how it is called from another thread. */
final class GatewayWords {
    private static final SecureRandom RANDOM = new SecureRandom();

    private GatewayWords() {}

    static Position after(Page page) {
        return new Position.After(page.epoch(), page.upTo());
    }

    static Report loaded(SessionId session, Page page) {
        return new Report(
                session,
                page.epoch(),
                page.upTo(),
                page.upTo(),
                List.of(),
                new GatewayCondition(Kind.SERVING, "", Assurance.ASSURED),
                List.of(),
                LocalNames.NONE);
    }

    interface Call<T> {
        T call() throws InterruptedException;
    }

    static <T> T quietly(Call<T> call) {
        try {
            return call.call();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Caller caller() {
        return new Caller(Actor.ADMINISTRATOR, Rights.ALL, "test", RequestId.random(RANDOM));
    }
}

package dev.keyferry.server.usecase.token;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.KeptToken;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.Optional;

/**
 * Lets a change through only if its caller's token is still what it was when the request was let
 * in. A body may take a minute to come, and the queue its time: whoever ends, rolls or narrows a
 * token must not see it set a key afterwards. Thread-safe.
 */
public final class CallerCheck implements Writer {
    private final Writer writer;

    /**
     * @param writer what makes the changes
     */
    public CallerCheck(Writer writer) {
        this.writer = writer;
    }

    /**
     * {@inheritDoc}
     *
     * @throws Refusal.UnknownToken if the caller's token was changed or is good no more
     */
    @Override
    public <T> T write(Change<T> change) throws InterruptedException {
        return writer.write(checked(change));
    }

    /**
     * {@inheritDoc}
     *
     * @throws Refusal.UnknownToken if the caller's token was changed or is good no more
     */
    @Override
    public <T> T preview(Change<T> change) throws InterruptedException {
        return writer.preview(checked(change));
    }

    @Override
    public Revision head() {
        return writer.head();
    }

    private static <T> Change<T> checked(Change<T> change) {
        Optional<TokenId> token = change.caller().actor().token();
        if (token.isEmpty()) {
            return change;
        }
        return new Change<>(
                change.caller(),
                change.action(),
                change.weight(),
                change.names(),
                group -> {
                    require(group, token.get(), change.caller());
                    return change.decide().apply(group);
                });
    }

    private static void require(Group group, TokenId token, Caller caller) {
        boolean isUnchanged =
                switch (group.token(token).orElseThrow(Refusal.UnknownToken::new)) {
                    case KeptToken.Legible kept ->
                            isSame(kept.mac(), caller) && kept.token().isGood(group.now());
                    case KeptToken.Illegible _ -> false;
                };
        if (!isUnchanged) {
            throw new Refusal.UnknownToken();
        }
    }

    private static boolean isSame(Bytes mac, Caller caller) {
        return caller.tokenMac().filter(mac::equals).isPresent();
    }
}

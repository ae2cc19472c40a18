package dev.keyferry.server;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.usecase.PskEntry;
import dev.keyferry.server.usecase.SetPsks.Answer;
import dev.keyferry.server.usecase.SetPsks.Applied;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the call that sets keys share: an account with three tunnels, and a gateway. */
public abstract class KeysCase {
    protected static final String STRONG = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    protected static final String OTHER = "Nw5cT8bXr3JyQ6vE9kMz2GhS7fPd4LuC";

    @TempDir protected Path directory;
    protected Deployed server;
    protected AccountId account;
    protected List<TunnelId> tunnels;

    @BeforeEach
    void deploy() throws InterruptedException {
        server = new Deployed(directory.resolve("data"), LocalGateway.PRESENT);
        account = server.account("acme").id();
        tunnels = server.tunnels(account, 3);
    }

    @AfterEach
    void close() {
        server.close();
    }

    protected Answer set(PskEntry... entries) throws InterruptedException {
        return server.set(account, List.of(entries), Mode.APPLY);
    }

    protected TestGateway gateway(char session) {
        return new TestGateway(server.feed(), session);
    }

    protected static Applied applied(Answer answer, TunnelId tunnel) {
        return Optional.ofNullable(answer.applied().get(tunnel.value())).orElseThrow();
    }

    /** Of the tunnel of this number, from 0. */
    protected PskVersion version(Answer answer, int tunnel) {
        return applied(answer, tunnels.get(tunnel)).status().orElseThrow().version();
    }
}

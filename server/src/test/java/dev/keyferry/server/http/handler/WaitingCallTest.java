package dev.keyferry.server.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that wait for a gateway which reads its feed and never confirms. */
class WaitingCallTest {
    private static final Duration IDLE = Duration.ofMillis(300);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final long PATIENCE_SECONDS = 60;
    private static final SessionId SESSION = new SessionId("0123456789abcdef0123456789abcdef");

    private ApiFixture api;
    private String tunnels;
    private String tunnel;

    @BeforeEach
    void start() throws Exception {
        HttpTimeouts timeouts = new HttpTimeouts(Duration.ofSeconds(5), IDLE, STOP);
        api = ApiFixture.start(timeouts, LocalGateway.PRESENT);
        tunnels = "/accounts/" + api.createAccount("Acme") + "/magic/ipsec_tunnels";
        tunnel = api.createTunnel(tunnels, "berlin");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void isNotCutOffByTheIdleTimeout() throws Exception {
        Reply reply = replyTo(setKeyAndReadFeed()).assertSuccess();
        assertThat(reply.messageCodes()).contains(19202);
        assertThat(
                        reply.result()
                                .path("successfully_applied_psks")
                                .path(tunnel)
                                .path("keyferry")
                                .path("state")
                                .asString())
                .isEqualTo("stored");
    }

    @Test
    void isFinishedWhenTheServerStops() throws Exception {
        CompletableFuture<Reply> call = setKeyAndReadFeed();
        api.stopServer();
        replyTo(call).assertSuccess();
    }

    /** Starts a call, and returns when the gateway has read what it wrote. */
    private CompletableFuture<Reply> setKeyAndReadFeed() throws Exception {
        Feed feed = api.feed();
        Page before = (Page) feed.poll(new Poll(SESSION, new Position.Start(), Duration.ZERO));
        String body =
                "{\"psks\":[{\"id\":\"%s\",\"psk\":\"correct horse battery staple\"}]}"
                        .formatted(tunnel);
        CompletableFuture<Reply> call = api.postLater(tunnels + "/psk", body);
        Position position = new Position.After(before.epoch(), before.upTo());
        Page page = (Page) feed.poll(new Poll(SESSION, position, Poll.MAX_PATIENCE));
        assertThat(page.records()).hasSize(1);
        return call;
    }

    private static Reply replyTo(CompletableFuture<Reply> call)
            throws InterruptedException, ExecutionException, TimeoutException {
        return call.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}

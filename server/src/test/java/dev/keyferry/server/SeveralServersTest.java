package dev.keyferry.server;

import static dev.keyferry.server.GatewayWords.after;
import static dev.keyferry.server.GatewayWords.caller;
import static dev.keyferry.server.GatewayWords.loaded;
import static dev.keyferry.server.GatewayWords.quietly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.codec.ReportCodec;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.feed.reauth.ReauthOrders;
import dev.keyferry.feed.reauth.ReauthOutcome;
import dev.keyferry.feed.reauth.ReauthQuestion;
import dev.keyferry.feed.reauth.Reauthenticating;
import dev.keyferry.feed.witness.HeadQuestion;
import dev.keyferry.feed.witness.HeadQuestion.Doubt;
import dev.keyferry.server.domain.KeyStatus.State;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.reauth.Found;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.usecase.SetPsks.Applied;
import dev.keyferry.server.usecase.reauth.Reauthenticate;
import dev.keyferry.server.usecase.reauth.Reauthenticate.Reach;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What gateways say now to one and now to the other of two servers. */
class SeveralServersTest extends TwoServers {
    @Test
    void aReportToOneServerReleasesACallThatWaitsAtTheOther() throws Exception {
        TunnelId tunnel = tunnel(first);
        Page start = poll(second, new Position.Start(), Duration.ZERO);
        feed(second).report(loaded(SESSION, start));
        awaitReachable(first);

        CompletableFuture<Applied> call = set(first, tunnel, KEY);
        Page news = poll(second, after(start), Duration.ofSeconds(20));
        assertThat(news.records()).hasSize(1);
        assertThat(call).isNotDone();
        feed(second).report(loaded(SESSION, news));

        assertThat(call.get().status().orElseThrow().state()).isEqualTo(State.LOADED);
    }

    @Test
    void aGatewayThatGoesFromOneServerToTheOtherIsOneGateway() throws Exception {
        TunnelId tunnel = tunnel(first);
        Page page = poll(first, new Position.Start(), Duration.ZERO);
        feed(first).report(loaded(SESSION, page));
        for (int round = 0; round < 4; round++) {
            KeyferryServer here = round % 2 == 0 ? second : first;
            awaitReachable(first);
            awaitReachable(second);
            CompletableFuture<Applied> call = set(round < 2 ? first : second, tunnel, KEY + round);
            page = poll(here, after(page), Duration.ofSeconds(20));
            feed(here).report(loaded(SESSION, page));
            assertThat(call.get().status().orElseThrow().state()).isEqualTo(State.LOADED);
        }
    }

    @Test
    void anOrderOfOneServerIsCarriedOutAndToldAtTheOther() throws Exception {
        TunnelId tunnel = tunnel(first);
        Page start = poll(second, new Position.Start(), Duration.ZERO);
        feed(second).report(loaded(SESSION, start));
        awaitReachable(first);
        CompletableFuture<Applied> set = set(first, tunnel, KEY);
        feed(second).report(loaded(SESSION, poll(second, after(start), Duration.ofSeconds(20))));
        var _ = set.get();
        Reauthenticating atSecond = second.useCases().gateways().orders().of(ONE);
        CompletableFuture<ReauthOrders> asked =
                CompletableFuture.supplyAsync(
                        () ->
                                quietly(() ->
                                        atSecond.orders(
                                                new ReauthQuestion(
                                                        Revision.NONE, Duration.ofSeconds(20)))),
                        threads);

        CompletableFuture<Reauthenticate.Answer> call =
                CompletableFuture.supplyAsync(
                        () ->
                                quietly(() ->
                                        first.useCases()
                                                .reauthenticate()
                                                .reauthenticate(
                                                        caller(),
                                                        account,
                                                        tunnel,
                                                        Reach.UNPROVEN,
                                                        Mode.APPLY)),
                        threads);
        ReauthOrder order = asked.get().orders().getFirst();
        assertThat(order.tunnel()).isEqualTo(tunnel);
        assertThat(call).isNotDone();
        atSecond.tell(new ReauthOutcome(order.number(), ReauthOutcome.Kind.REAUTHENTICATED));

        assertThat(call.get().gateways()).containsEntry(ONE, Found.REAUTHENTICATED);
    }

    @Test
    void whatAGatewaySaysOfTheAuditToOneServerIsShownByTheOther() throws Exception {
        HeadQuestion doubting = new HeadQuestion(Optional.empty(), Doubt.OTHER_RECORD);
        await().until(() -> first.useCases().gateways().feeds().feed(ONE).isPresent());
        feed(second);
        second.useCases().gateways().witnesses().of(ONE).head(doubting);
        await().untilAsserted(() ->
                assertThat(first.useCases().gateways().read().get(ONE).witness())
                        .hasValueSatisfying(
                                said -> assertThat(said.question()).isEqualTo(doubting)));
    }

    @Test
    void whatNoServerWroteOnTheBoardDoesNotCountAndStopsNobody() throws Exception {
        TunnelId tunnel = tunnel(first);
        Page start = poll(second, new Position.Start(), Duration.ZERO);
        feed(second).report(loaded(SESSION, start));
        awaitReachable(first);
        Revision ahead = new Revision(start.upTo().value() + 1_000);
        Report forged =
                new Report(
                        SESSION,
                        start.epoch(),
                        ahead,
                        ahead,
                        List.of(),
                        new GatewayCondition(Kind.SERVING, "", Assurance.ASSURED),
                        List.of(),
                        LocalNames.NONE);
        putUp(ONE.value(), ReportCodec.encode(forged));
        putUp("no such name!", new byte[] {1, 2, 3});

        CompletableFuture<Applied> call = set(first, tunnel, KEY);
        Page news = poll(second, after(start), Duration.ofSeconds(20));
        feed(second).report(loaded(SESSION, start));
        assertThat(call).isNotDone();
        feed(second).report(loaded(SESSION, news));

        assertThat(call.get().status().orElseThrow().state()).isEqualTo(State.LOADED);
        assertThat(first.useCases().gateways().read().get(ONE).view().orElseThrow().through())
                .contains(news.upTo());
    }

    /** What somebody does who can write to the database and has no key of the servers. */
    private void putUp(String gateway, byte[] content) throws SQLException {
        try (Connection connection = Engine.postgres(database).writing().getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO gateway_progress VALUES
                                    (?, 1, gen_random_uuid(), ?, ?, '\\x00',
                                     nextval('gateway_progress_position'))
                                """)) {
            insert.setString(1, gateway);
            insert.setLong(2, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) + 1_000_000);
            insert.setBytes(3, content);
            insert.executeUpdate();
        }
    }
}

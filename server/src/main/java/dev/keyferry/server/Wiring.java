package dev.keyferry.server;

import dev.keyferry.server.data.Forged;
import dev.keyferry.server.data.ServerKeys;
import dev.keyferry.server.delivery.progress.GatewayConfirmations;
import dev.keyferry.server.store.Store;
import dev.keyferry.server.usecase.CountReuse;
import dev.keyferry.server.usecase.CreateAccount;
import dev.keyferry.server.usecase.DeleteAccount;
import dev.keyferry.server.usecase.GeneratePsk;
import dev.keyferry.server.usecase.GetAccount;
import dev.keyferry.server.usecase.ListAccounts;
import dev.keyferry.server.usecase.RemovePsk;
import dev.keyferry.server.usecase.SetPsks;
import dev.keyferry.server.usecase.UpdateAccount;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.audit.ReadAudit;
import dev.keyferry.server.usecase.edge.BindAddress;
import dev.keyferry.server.usecase.edge.CreateEdge;
import dev.keyferry.server.usecase.edge.EdgeUseCases;
import dev.keyferry.server.usecase.edge.ReadEdges;
import dev.keyferry.server.usecase.edge.ResealKeys;
import dev.keyferry.server.usecase.edge.SetEdgeKey;
import dev.keyferry.server.usecase.evidence.ListAttempts;
import dev.keyferry.server.usecase.gateway.AuthenticateGateway;
import dev.keyferry.server.usecase.gateway.DrainGateway;
import dev.keyferry.server.usecase.gateway.EnrolGateway;
import dev.keyferry.server.usecase.gateway.EnrolGateway.Deployment;
import dev.keyferry.server.usecase.gateway.GatewayMacs;
import dev.keyferry.server.usecase.gateway.GatewayUseCases;
import dev.keyferry.server.usecase.gateway.NameGateway;
import dev.keyferry.server.usecase.gateway.NoteSilence;
import dev.keyferry.server.usecase.gateway.ReadGateways;
import dev.keyferry.server.usecase.gateway.RevokeGateway;
import dev.keyferry.server.usecase.identity.Identities;
import dev.keyferry.server.usecase.keys.DataKeys;
import dev.keyferry.server.usecase.keys.KeySetter;
import dev.keyferry.server.usecase.keys.Sealer;
import dev.keyferry.server.usecase.measure.MeasureServer;
import dev.keyferry.server.usecase.port.Accounts;
import dev.keyferry.server.usecase.port.Tokens;
import dev.keyferry.server.usecase.port.Tunnels;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.port.edge.Gateways;
import dev.keyferry.server.usecase.reauth.Reauthenticate;
import dev.keyferry.server.usecase.repeat.RequestMarks;
import dev.keyferry.server.usecase.standing.Standings;
import dev.keyferry.server.usecase.survey.FindTunnels;
import dev.keyferry.server.usecase.survey.SurveyKeys;
import dev.keyferry.server.usecase.token.Authenticate;
import dev.keyferry.server.usecase.token.CallerCheck;
import dev.keyferry.server.usecase.token.CreateToken;
import dev.keyferry.server.usecase.token.DeleteToken;
import dev.keyferry.server.usecase.token.ReadTokens;
import dev.keyferry.server.usecase.token.RollToken;
import dev.keyferry.server.usecase.token.TokenMacs;
import dev.keyferry.server.usecase.token.TokenUseCases;
import dev.keyferry.server.usecase.token.UpdateToken;
import dev.keyferry.server.usecase.tunnel.CreateTunnels;
import dev.keyferry.server.usecase.tunnel.DeleteTunnel;
import dev.keyferry.server.usecase.tunnel.GetTunnel;
import dev.keyferry.server.usecase.tunnel.ListTunnels;
import dev.keyferry.server.usecase.tunnel.TunnelViews;
import dev.keyferry.server.usecase.tunnel.UpdateTunnels;
import dev.keyferry.server.usecase.upkeep.ForgetRequests;
import dev.keyferry.server.usecase.upkeep.PurgeTombstones;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** The use cases over a store, and what is to be done beside them. */
final class Wiring {
    private final UseCases useCases;
    private final DataKeys dataKeys;
    private final List<Upkeep.Work> upkeep;

    Wiring(
            Store store,
            ServerKeys keys,
            GatewayMacs macs,
            Delivery delivery,
            SecureRandom random,
            InstantSource clock) {
        GatewayConfirmations confirmations = delivery.confirmations();
        Writer writer = new CallerCheck(store.writer());
        Accounts accounts = store.accounts();
        Tunnels tunnels = store.tunnels();
        Tokens tokens = store.tokens();
        TokenMacs tokenMacs = new TokenMacs(keys.fingerprintKey(), Forged.tokens());
        dataKeys = new DataKeys(keys, store.deployment().epoch());
        Identities identities = new Identities(store.deployment().domain(), confirmations);
        Sealer sealer = new Sealer(dataKeys, keys, identities);
        KeySetter setter = new KeySetter(keys.fingerprintKey(), sealer);
        Standings standings =
                new Standings(confirmations, tunnels, store.evidences(), writer, clock);
        TunnelViews views = new TunnelViews(store.deployment().domain(), standings, tunnels);
        GetAccount getAccount = new GetAccount(accounts);
        GetTunnel getTunnel = new GetTunnel(accounts, tunnels, views);
        SetPsks setPsks = new SetPsks(writer, setter, standings);
        GatewayUseCases gateways = gateways(store, writer, keys, macs, delivery, random);
        useCases =
                new UseCases(
                        new Authenticate(tokens, tokenMacs, keys.administrator(), clock),
                        new CreateAccount(writer, random),
                        new ListAccounts(accounts),
                        getAccount,
                        new UpdateAccount(writer),
                        new DeleteAccount(writer),
                        tokens(accounts, tokens, tokenMacs, writer, random),
                        new EdgeUseCases(
                                new ReadEdges(store.edges(), delivery.edgeKeys()),
                                new CreateEdge(writer, keys, keys.macs()),
                                new SetEdgeKey(writer, keys.macs(), delivery.edgeKeys()),
                                new BindAddress(writer)),
                        gateways,
                        new CreateTunnels(writer, setter, identities, standings, views, random),
                        new ListTunnels(accounts, tunnels, views),
                        new FindTunnels(accounts, store.index(), standings, clock),
                        new SurveyKeys(accounts, store.index(), standings, clock),
                        getTunnel,
                        new UpdateTunnels(writer, setter, identities, standings, views),
                        new DeleteTunnel(getTunnel, writer, setter, standings),
                        setPsks,
                        new GeneratePsk(getAccount, getTunnel, setPsks, random),
                        new RemovePsk(getTunnel, writer, setter, standings),
                        new Reauthenticate(
                                getTunnel, writer, keys, confirmations, delivery.orders()),
                        new ListAttempts(accounts, store.evidences()),
                        new ReadAudit(accounts, store.audit()),
                        new CountReuse(tunnels),
                        new MeasureServer(store.measures(), gateways.read(), clock),
                        new RequestMarks(keys.fingerprintKey()));
        NoteSilence silence =
                new NoteSilence(gateways.read(), delivery.feeds(), writer, macs, random, clock);
        upkeep =
                List.of(
                        new PurgeTombstones(writer, random)::purge,
                        new ForgetRequests(writer, random)::forget,
                        silence::note);
    }

    private static TokenUseCases tokens(
            Accounts accounts, Tokens tokens, TokenMacs macs, Writer writer, SecureRandom random) {
        return new TokenUseCases(
                new ReadTokens(accounts, tokens, macs),
                new CreateToken(writer, random, macs),
                new UpdateToken(writer, macs),
                new RollToken(writer, random, macs),
                new DeleteToken(writer, macs));
    }

    private static GatewayUseCases gateways(
            Store store,
            Writer writer,
            ServerKeys keys,
            GatewayMacs macs,
            Delivery delivery,
            SecureRandom random) {
        Deployment deployment =
                new Deployment(store.deployment().id(), store.deployment().domain());
        Gateways kept = store.gateways();
        return new GatewayUseCases(
                new ReadGateways(kept, macs, delivery.confirmations(), delivery.witnesses()),
                new NameGateway(writer, random, macs),
                new EnrolGateway(deployment, kept, writer, keys, macs, random),
                new DrainGateway(writer, macs),
                new RevokeGateway(kept, delivery.feeds(), writer, macs),
                new AuthenticateGateway(delivery.roster(), kept, macs),
                delivery.feeds(),
                new ResealKeys(store.edges(), keys, delivery.edgeKeys(), writer, random),
                delivery.witnesses(),
                delivery.orders());
    }

    UseCases useCases() {
        return useCases;
    }

    /** What is to be done again and again, each on its own: one may fail without the others. */
    List<Upkeep.Work> upkeep() {
        return upkeep;
    }

    void close() {
        dataKeys.close();
    }
}

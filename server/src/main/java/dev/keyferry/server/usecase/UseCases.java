package dev.keyferry.server.usecase;

import dev.keyferry.server.usecase.audit.ReadAudit;
import dev.keyferry.server.usecase.edge.EdgeUseCases;
import dev.keyferry.server.usecase.evidence.ListAttempts;
import dev.keyferry.server.usecase.gateway.GatewayUseCases;
import dev.keyferry.server.usecase.measure.MeasureServer;
import dev.keyferry.server.usecase.reauth.Reauthenticate;
import dev.keyferry.server.usecase.repeat.RequestMarks;
import dev.keyferry.server.usecase.survey.FindTunnels;
import dev.keyferry.server.usecase.survey.SurveyKeys;
import dev.keyferry.server.usecase.token.Authenticate;
import dev.keyferry.server.usecase.token.TokenUseCases;
import dev.keyferry.server.usecase.tunnel.CreateTunnels;
import dev.keyferry.server.usecase.tunnel.DeleteTunnel;
import dev.keyferry.server.usecase.tunnel.GetTunnel;
import dev.keyferry.server.usecase.tunnel.ListTunnels;
import dev.keyferry.server.usecase.tunnel.UpdateTunnels;

/** Everything that callers can ask for. */
public record UseCases(
        Authenticate authenticate,
        CreateAccount createAccount,
        ListAccounts listAccounts,
        GetAccount getAccount,
        UpdateAccount updateAccount,
        DeleteAccount deleteAccount,
        TokenUseCases tokens,
        EdgeUseCases edges,
        GatewayUseCases gateways,
        CreateTunnels createTunnels,
        ListTunnels listTunnels,
        FindTunnels findTunnels,
        SurveyKeys surveyKeys,
        GetTunnel getTunnel,
        UpdateTunnels updateTunnels,
        DeleteTunnel deleteTunnel,
        SetPsks setPsks,
        GeneratePsk generatePsk,
        RemovePsk removePsk,
        Reauthenticate reauthenticate,
        ListAttempts listAttempts,
        ReadAudit readAudit,
        CountReuse countReuse,
        MeasureServer measure,
        RequestMarks requestMarks) {}
